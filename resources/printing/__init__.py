"""Papers and workbooks of the room."""
