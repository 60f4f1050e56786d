"""docs/assurance.md, written from what is there: marks on tests, figures, red twins.

    python -m tests.assurance keep PART RESULT SECONDS    a part of `make assure` has ended
    python -m tests.assurance write                       the page for the city

Nothing in the page is typed by hand: a test that goes away takes its line with it, and
tests/test_assurance.py notices a page that says more than the tests do.
"""
