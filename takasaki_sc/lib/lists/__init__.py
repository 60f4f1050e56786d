"""Lists as people keep them, read into rows one can trust: the one engine behind every import.

Pure: no model, no database. ``engine.read_list`` is the door for whole files; the web wizard
uses ``tables.tables_of`` and ``rows.read_line``, which are the same two steps with a person in
between.
"""
