"""Papers of this room, one module a noun."""
