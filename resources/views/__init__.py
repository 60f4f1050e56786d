"""Pages of the directory: looking, correcting, and reading lists in."""
