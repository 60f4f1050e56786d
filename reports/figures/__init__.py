"""Every figure of a report is one definition: what is counted, by which rule, from which records.

One module a subject; `REGISTER` knows them all by their key, and a page shows the records behind.
"""
