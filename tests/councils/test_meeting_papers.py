"""The printed 要点記録, opened with an independent reader."""

import pypdfium2
import pytest

from councils import queries
from councils.printing.meetings import meeting_paper
from tests import factories as make


@pytest.fixture
def meeting(yawata, regular, coordinator):
    meeting = make.MeetingFactory(
        council=yawata, kind=regular, number=12, recorded_at="2026-10-21T09:00+09:00",
        recorded_by=coordinator, place="見本公民館",
    )  # fmt: skip
    make.AgendaItemFactory(meeting=meeting, order=1, text="買い物の手伝い", outcome="試す\n広める")
    make.AgendaItemFactory(meeting=meeting, order=2, text="内輪の話", is_internal=True)
    make.DecisionFactory(meeting=meeting, order=1, text="見学に行く", due_text="来月")
    make.ActionItemFactory(meeting=meeting, order=1, what="日程を決める", who_text="見本 花子")
    make.AttendanceFactory(meeting=meeting, person__name="見本 太郎")
    return queries.meetings_with_minutes().get(pk=meeting.pk)


def text_of(paper):
    pages = pypdfium2.PdfDocument(paper.content)
    return "".join(page.get_textpage().get_text_range() for page in pages)


@pytest.mark.slow
def test_public_paper_holds_no_internal_item_and_no_name(meeting):
    paper = meeting_paper(meeting, with_internal=False, with_people=False)
    text = text_of(paper)
    assert paper.n_pages == 1
    assert "八幡地区協議体" in text
    assert "第12回 定例会" in text
    assert "令和8年10月20日（火）" in text
    assert "→ 広める" in text
    assert "内輪の話" not in text
    assert "見本 太郎" not in text
    assert "見本 花子" not in text


@pytest.mark.slow
def test_paper_for_the_council_holds_everything(meeting):
    text = text_of(meeting_paper(meeting, with_internal=True, with_people=True))
    assert "内輪の話" in text
    assert "見本 太郎" in text
    assert "見本 花子" in text


@pytest.mark.slow
def test_paper_is_the_same_bytes_twice(meeting):
    first, second = (
        meeting_paper(meeting, with_internal=True, with_people=True).content for _ in range(2)
    )
    assert first == second
