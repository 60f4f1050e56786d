"""What log lines say, and what they keep to themselves."""

import logging

import pytest

from takasaki_sc.lib.logs import NoValuesFormatter


@pytest.mark.proves("V16.2.5")
@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("Not Found: /councils/calendar/AbC-123_x.ics", "Not Found: /councils/calendar/….ics"),
        ("Not Found: /accounts/invitation/AbC-123_x/", "Not Found: /accounts/invitation/…/"),
        ("Not Found: /resources/kakunin/AbC-123_x/", "Not Found: /resources/kakunin/…/"),
        ("Not Found: /resources/kakunin/あ%00/", "Not Found: /resources/kakunin/…/"),
        ("Not Found: /councils/calendar/", "Not Found: /councils/calendar/"),
    ],
)
def test_address_that_is_a_key_loses_its_secret(said, printed):
    record = logging.LogRecord("django.request", logging.WARNING, "x.py", 1, said, (), None)
    assert NoValuesFormatter("{message}", style="{").format(record) == printed
