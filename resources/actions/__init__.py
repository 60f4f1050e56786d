"""Everything that changes the directory, one verb each."""
