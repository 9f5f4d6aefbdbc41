"""What the goals for speed are measured with: each against something else in the same run, as a ratio."""
