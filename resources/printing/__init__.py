"""What this room hands out on paper and as files, one module a noun."""
