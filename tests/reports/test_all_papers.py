"""`manage.py papers`: every paper of the house can be printed, from a full and an empty one."""

from io import StringIO

import pikepdf
import pytest
from django.core.management import call_command
from django.utils import timezone

from tests import factories as make
from tests.world import World

pytestmark = pytest.mark.django_db
ALWAYS = {"exchange-meetings.pdf", "month-public.pdf", "month-inside.pdf", "board.pdf"}


def printed(folder):
    """{name: pages} of what lies in the folder, and what the command said."""
    said = StringIO()
    call_command("papers", into=folder, stdout=said)
    pages = {}
    for path in folder.iterdir():
        with pikepdf.open(path) as paper:
            pages[path.name] = len(paper.pages)
    return pages, said.getvalue()


@pytest.mark.slow
def test_one_of_every_paper_is_printed_and_named(tmp_path):
    world = World()
    written = make.MeetingFactory(council=world.yawata, recorded_at=timezone.now())
    make.AgendaItemFactory(meeting=written)
    pages, said = printed(tmp_path / "out")
    yawata = world.yawata.pk
    assert ALWAYS | {
        "minutes-public.pdf", "minutes-internal.pdf", "year-public.pdf", "year-inside.pdf",
        f"council-{yawata}-public.pdf", f"council-{yawata}-inside.pdf",
        "visions.pdf", f"vision-{yawata}-a4.pdf", f"vision-{yawata}-a3.pdf",
        "place-list-normal.pdf", "place-list-large.pdf", "place-list-city.pdf",
        "guidebook-normal.pdf", "guidebook-large.pdf", "confirmation-letter.pdf", "check-sheet.pdf",
    } <= pages.keys()  # fmt: skip
    assert all(pages.values())
    assert {f"rules-{world.rule.pk}.pdf", f"rules-local-{world.local.pk}.pdf"} <= pages.keys()
    assert "certificates.pdf" in pages
    assert any(name.startswith("newsletter-") for name in pages)
    assert said.count("面") == len(pages)
    assert f"out/board.pdf　{pages['board.pdf']}面　" in said


def test_an_empty_house_prints_what_needs_nothing(tmp_path):
    pages, _ = printed(tmp_path)
    assert pages.keys() == ALWAYS
