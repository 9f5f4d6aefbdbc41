"""The application that commands belong to, the options they share, and the one place where errors become a status."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from harztool import __version__
from harztool.cli import talk
from harztool.errors import HarztoolError

# typer brings its own click, or uses the installed one; in both, this is the base of the errors of usage.
_UsageFault: type[Exception] = typer.BadParameter.__mro__[1]
_INTERRUPTED = 130
_EVERYWHERE = {"-q", "--quiet", "-v", "--verbose"}

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    # Plain help: the formatted one takes twice as long to appear.
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="All commands take -q and -v. Exit status: 0 all is well, 1 problems or changes found, 2 wrong usage or "
    "settings, 3 the site, 4 the engine, 5 a file, 130 interrupted.",
)

Root = Annotated[Path, typer.Option("--root", "-C", help="The project's folder.", metavar="DIR")]
HERE = Path()
Languages = Annotated[
    list[str] | None,
    typer.Option("--lang", "-l", metavar="LANG", help="Only this language; may be given more than once."),
]


def _version(wanted: bool) -> None:
    if wanted:
        talk.show(f"harztool {__version__}")
        raise typer.Exit


@app.callback()
def harztool(
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say more.")] = False,
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Put a German website into other languages.

    Every day: `harztool update` reads the site, extracts its texts and drafts what is new. People review po/*.po and
    remove `fuzzy` from what is right. `harztool check` tells what is not, `harztool build` writes the pages.
    """
    talk.quiet, talk.verbose = quiet, verbose and not quiet


def run(args: Sequence[str]) -> int:
    """Carry out a command line; return its exit status, and say in one line what went wrong, if anything."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a character shows its number
    try:
        status: int = app(_hoisted(args), prog_name="harztool", standalone_mode=False) or 0
    except HarztoolError as error:
        talk.complain(str(error))
        return error.status
    except _UsageFault as error:
        if not args:
            talk.show(str(error))  # asked for nothing, typer hands over the help
        else:
            talk.complain(_usage(error))
        return 2
    except BrokenPipeError:
        # Whoever read the output has seen enough; there is nobody left to tell.
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - it is open until the process ends
        return 0
    except OSError as error:
        talk.complain(f"The output cannot be written: {(error.strerror or str(error)).lower()}.")
        return 5
    if status == _INTERRUPTED:  # typer takes the interruption itself
        talk.complain("interrupted; what was finished is saved.")
    return status


def _hoisted(args: Sequence[str]) -> list[str]:
    """Return the arguments with the options that hold for every command in front, where the application reads them."""
    end = args.index("--") if "--" in args else len(args)
    shared = [arg for arg in args[:end] if arg in _EVERYWHERE]
    return [*shared, *(arg for arg in args[:end] if arg not in _EVERYWHERE), *args[end:]]


def _usage(error: Exception) -> str:
    context = getattr(error, "ctx", None)
    said = error.format_message() if hasattr(error, "format_message") else str(error)
    said = said if said.endswith("?") else f"{said.rstrip('.')}."
    return f"{said} See `{context.command_path if context else 'harztool'} --help`."
