"""What is written down in this room: one module a noun."""
