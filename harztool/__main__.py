"""`python -m harztool`."""

from harztool.cli import main

if __name__ == "__main__":
    main()
