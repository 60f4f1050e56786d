"""Files of others read for this room, one module a noun."""
