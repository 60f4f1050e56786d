"""What people fill in in this room: one module a noun."""
