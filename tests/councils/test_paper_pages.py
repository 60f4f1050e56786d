"""紙とエクセル: who gets which version, what is noted, and what happens when nothing prints."""

import io
from datetime import date

import openpyxl
import pypdfium2
import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from councils.forms.papers import month_before
from takasaki_sc.lib import paper_records
from tests import factories as make


@pytest.fixture
def meeting(yawata, regular):
    meeting = make.MeetingFactory(
        council=yawata, kind=regular, held_on=date(2026, 10, 20),
        recorded_at="2026-10-21T09:00+09:00",
    )  # fmt: skip
    make.AgendaItemFactory(meeting=meeting, order=1, text="外の議題")
    make.AgendaItemFactory(meeting=meeting, order=2, text="内輪の議題", is_internal=True)
    make.ActionItemFactory(meeting=meeting, order=1, who_text="見本 宿題")
    return meeting


def book_text(answer):
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    return str([list(page.iter_rows(values_only=True)) for page in book])


def addresses(meeting):
    return {
        "meeting": reverse("councils:meeting-sheet", args=[meeting.pk]),
        "year": reverse("councils:council-year-sheet", args=[meeting.council_id]),
        "month": reverse("councils:month-sheet"),
    }


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("coordinator", {"meeting": True, "year": True, "month": False}),
        ("city", {"meeting": True, "year": True, "month": True}),
        ("neighbour", {"meeting": False, "year": False, "month": False}),
        ("resident", {"meeting": False, "year": False, "month": False}),
        ("viewer", {"meeting": False, "year": False, "month": False}),
    ],
)
def test_inside_version_is_for_those_who_may_see_it(client, request, meeting, who, sees):
    client.force_login(request.getfixturevalue(who))
    asked = {"for": "inside", "year": "2026", "month": "2026-10"}
    found = {}
    for pack, address in addresses(meeting).items():
        text = book_text(client.get(address, asked))
        assert "外の議題" in text
        found[pack] = "内輪の議題" in text
    assert found == sees


def test_public_version_is_the_usual_one_for_everybody(client, city, meeting):
    client.force_login(city)
    asked = {"year": "2026", "month": "2026-10"}
    texts = [book_text(client.get(address, asked)) for address in addresses(meeting).values()]
    assert [("内輪の議題" in text, "見本 宿題" in text) for text in texts] == [(False, False)] * 3
    assert AuditEntry.objects.count() == 0


def test_names_that_leave_the_house_are_noted_once_each(client, coordinator, meeting):
    client.force_login(coordinator)
    asked = {"for": "inside", "year": "2026"}
    for address in addresses(meeting).values():
        client.get(address, asked)
    assert [(e.verb, e.facts, e.council_number) for e in AuditEntry.objects.order_by("pk")] == [
        ("names_handed_out", {"paper": "minutes_xlsx", "n_names": 1}, meeting.council_id),
        ("names_handed_out", {"paper": "year_xlsx", "n_names": 1}, meeting.council_id),
    ]


@pytest.mark.slow
def test_year_as_pdf_inside_is_noted_and_says_what_it_is(client, coordinator, meeting):
    client.force_login(coordinator)
    address = reverse("councils:council-year-paper", args=[meeting.council_id])
    answer = client.get(address, {"for": "inside", "year": "2026"})
    assert answer.headers["Content-Disposition"] == (
        f'inline; filename="year-{meeting.council_id}-2026-inside.pdf"'
    )
    text = pypdfium2.PdfDocument(answer.content)[0].get_textpage().get_text_range()
    assert "会議の記録（内部用）" in text
    assert AuditEntry.objects.get().facts == {"paper": "year_pdf", "n_names": 1}


@pytest.mark.slow
def test_month_without_a_word_is_the_one_before(client, viewer, yawata):
    client.force_login(viewer)
    answer = client.get(reverse("councils:month-paper"))
    code = answer.headers["Content-Disposition"].partition("month-")[2][:7]
    assert code == f"{month_before(timezone.localdate()):%Y-%m}"


@pytest.mark.parametrize(
    ("day", "before"),
    [(date(2026, 11, 28), date(2026, 10, 1)), (date(2027, 1, 1), date(2026, 12, 1))],
)
def test_month_before(day, before):
    assert month_before(day) == before


@pytest.mark.parametrize(
    ("name", "asked"),
    [("month-sheet", {"month": "2026-13"}), ("month-sheet", {"month": "八月"}),
     ("month-paper", {"month": "20261"}), ("council-year-sheet", {"year": "八"}),
     ("council-year-sheet", {"year": "12026"}), ("council-year-paper", {"year": "1026"})],
)  # fmt: skip
def test_nonsense_in_the_address_is_not_found(client, viewer, yawata, name, asked):
    client.force_login(viewer)
    args = [yawata.pk] if name.startswith("council") else []
    assert client.get(reverse(f"councils:{name}", args=args), asked).status_code == 404


@pytest.mark.slow
@pytest.mark.parametrize("name", ["month-paper", "council-year-paper", "meeting-paper"])
def test_letter_that_cannot_be_printed_keeps_nobody_from_the_paper(client, city, meeting, name):
    """Closed minutes cannot be mended, and one council's emoji stopped the paper of all."""
    meeting.remark = "よい会でした😀"
    meeting.save()
    client.force_login(city)
    number = {"month-paper": [], "council-year-paper": [meeting.council_id]}.get(name, [meeting.pk])
    answer = client.get(
        reverse(f"councils:{name}", args=number), {"month": "2026-10", "year": "2026"}
    )
    pages = pypdfium2.PdfDocument(answer.content)
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    assert "よい会でした〓" in text
    assert paper_records.NOTE in text.replace("\r\n", "")


def test_page_offers_what_was_chosen(client, coordinator, yawata, toyooka):
    client.force_login(coordinator)
    page = reverse("councils:papers")
    answer = client.get(page, {"council": toyooka.pk, "year": "2025", "month": "2026-09"})
    text = answer.content.decode()
    year = reverse("councils:council-year-paper", args=[toyooka.pk])
    assert f'href="{year}?year=2025"' in text
    assert f'href="{reverse("councils:month-paper")}?month=2026-09"' in text
    assert "for=inside" not in text
    own = client.get(page, {"council": yawata.pk}).content.decode()
    assert own.count("for=inside") == 2


@pytest.mark.parametrize("asked", [{"council": "9999"}, {"month": "x"}, {"year": "八"}])
def test_nonsense_on_the_page_gives_what_is_usual(client, coordinator, yawata, asked):
    client.force_login(coordinator)
    answer = client.get(reverse("councils:papers"), asked)
    assert (answer.status_code, answer.context["council"]) == (200, yawata)


def test_page_without_any_council_is_whole(client, viewer):
    client.force_login(viewer)
    assert "協議体がまだありません" in client.get(reverse("councils:papers")).content.decode()


@pytest.mark.parametrize("n", [1, 3])
def test_query_count_does_not_grow(client, coordinator, n, django_assert_num_queries):
    make.CouncilFactory.create_batch(n)
    client.force_login(coordinator)
    with django_assert_num_queries(7):
        client.get(reverse("councils:papers"))
