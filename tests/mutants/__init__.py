"""Mutants: small faults put into the sensitive modules at random; the tests have to notice.

The red twins are faults that somebody thought of. These are faults that nobody thought of: drawn
with a fixed seed from all that a few standard operators can make of the four fields of
tests/assurance/branches.py. `python -m tests.mutants` draws, tries, and tells the share noticed.
"""
