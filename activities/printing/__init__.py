"""Papers and files of this room, one module a noun."""
