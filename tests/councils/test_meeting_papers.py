"""The printed 要点記録, opened with an independent reader."""

import pypdfium2
import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from councils import queries
from councils.printing.meetings import meeting_paper
from takasaki_sc.lib import fonts
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


@pytest.fixture
def large(meeting):
    """A study session of many, with all that only some minutes have."""
    meeting.n_present, meeting.n_present_kind = 150, "about"
    meeting.is_month_only, meeting.facilitator = True, "進行 見本"
    meeting.internal_note = "担当者の覚え"
    meeting.save()
    make.MeetingGuestFactory(meeting=meeting, name="講師 見本", belongs_to="見本大学")
    make.ProgrammePartFactory(meeting=meeting, section="第1部", title="支え合いの話")
    make.MeetingAudienceFactory(meeting=meeting, label="区長", n_invited=40)
    make.AmendmentFactory(meeting=meeting, where="議題1", corrected="正しいことば")
    make.AmendmentFactory(meeting=meeting, where="出席", corrected="内々の訂正", is_internal=True)
    make.MeetingFileFactory(meeting=meeting, title="出せる資料", is_internal=False)
    make.MeetingFileFactory(meeting=meeting, title="内輪の資料")
    return queries.meetings_with_minutes().get(pk=meeting.pk)


PUBLIC = ["令和8年10月", "約150人", "第1部", "支え合いの話", "区長", "正しいことば", "出せる資料"]
STAFF = ["講師 見本", "進行 見本", "担当者の覚え", "内々の訂正", "内輪の資料", "内輪の話"]


@pytest.mark.slow
def test_paper_for_everybody_says_all_that_is_public_and_nothing_else(large):
    text = text_of(meeting_paper(large, with_internal=False, with_people=False))
    assert [words for words in PUBLIC if words not in text] == []
    assert [words for words in STAFF if words in text] == []
    assert "10月20日" not in text


@pytest.mark.slow
def test_paper_for_the_council_says_the_rest_too(large):
    text = text_of(meeting_paper(large, with_internal=True, with_people=True))
    assert [words for words in [*PUBLIC, *STAFF] if words not in text] == []


@pytest.mark.slow
@pytest.mark.parametrize(("query", "sees"), [("?for=inside", True), ("", False)])
def test_staff_get_the_inside_paper_when_they_ask(client, coordinator, large, query, sees):
    client.force_login(coordinator)
    answer = client.get(reverse("councils:meeting-paper", args=[large.pk]) + query)
    pages = pypdfium2.PdfDocument(answer.content)
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    assert [words in text for words in STAFF] == [sees] * len(STAFF)


@pytest.mark.slow
def test_paper_of_a_meeting_called_off_says_why(meeting):
    meeting.form, meeting.remark = "cancelled", "大雪のため"
    meeting.save()
    whole = queries.meetings_with_minutes().get(pk=meeting.pk)
    text = text_of(meeting_paper(whole, with_internal=False, with_people=False))
    assert "中止のわけ" in text
    assert "大雪のため" in text


def paper_address(meeting, query=""):
    return reverse("councils:meeting-paper", args=[meeting.pk]) + query


@pytest.fixture
def _no_font(monkeypatch, tmp_path):
    """A machine without the font of the papers."""
    monkeypatch.setattr(fonts, "SYSTEM_FONTS", (tmp_path,))


@pytest.mark.usefixtures("_no_font")
def test_paper_that_cannot_be_printed_sends_back_to_its_meeting(client, viewer, meeting):
    client.force_login(viewer)
    answer = client.get(paper_address(meeting), follow=True)
    assert answer.redirect_chain == [(meeting.get_absolute_url(), 302)]
    assert "印刷できませんでした。印刷用の書体" in answer.content.decode()


@pytest.mark.usefixtures("_no_font")
def test_pack_that_cannot_be_printed_sends_back_to_the_papers(client, viewer):
    client.force_login(viewer)
    answer = client.get(reverse("councils:month-paper"), {"month": "2026-10"}, follow=True)
    assert answer.redirect_chain == [(reverse("councils:papers"), 302)]
    assert "印刷できませんでした。印刷用の書体" in answer.content.decode()


@pytest.mark.slow
def test_paper_with_names_leaves_a_trace_of_how_many(client, coordinator, large):
    client.force_login(coordinator)
    client.get(paper_address(large, "?for=inside"))
    entry = AuditEntry.objects.get()
    # present, guest, homework, and who led
    assert (entry.verb, entry.facts, entry.council_number) == (
        "names_handed_out", {"paper": "minutes_pdf", "n_names": 4}, large.council_id,
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("query", ["", "?for=inside"])
def test_paper_without_names_leaves_none(client, viewer, meeting, query):
    client.force_login(viewer)
    answer = client.get(paper_address(meeting, query))
    assert answer.headers["Content-Disposition"] == (
        f'inline; filename="minutes-{meeting.council_id}-20261020-public.pdf"'
    )
    assert AuditEntry.objects.count() == 0


@pytest.mark.usefixtures("_no_font")
def test_paper_that_did_not_come_out_leaves_no_trace(client, coordinator, meeting):
    client.force_login(coordinator)
    client.get(paper_address(meeting, "?for=inside"))
    assert AuditEntry.objects.count() == 0


@pytest.mark.slow
def test_meeting_of_which_only_the_number_of_councils_is_known_says_it(meeting):
    meeting.n_parties, meeting.theme = 24, "声から始める"
    meeting.theme_meeting = make.MeetingFactory(council=meeting.council, held_on="2026-09-15")
    meeting.save()
    whole = queries.meetings_with_minutes().get(pk=meeting.pk)
    text = text_of(meeting_paper(whole, with_internal=False, with_people=False))
    assert "参加 24協議体" in text.replace("　", " ")
    assert "声から始める（令和8年9月15日の会議で決定）" in text


@pytest.mark.slow
def test_both_ends_of_a_postponement_name_each_other(meeting):
    new = make.MeetingFactory(council=meeting.council, held_on="2026-11-17", recorded_at=None)
    meeting.form, meeting.remark, meeting.moved_to = "postponed", "台風のため", new
    meeting.facilitator = "進行 見本"
    meeting.save()
    old, coming = (queries.meetings_with_minutes().get(pk=pk) for pk in (meeting.pk, new.pk))
    text = text_of(meeting_paper(old, with_internal=True, with_people=True))
    assert "令和8年11月17日（火）" in text
    assert "進行 見本" not in text
    text = text_of(meeting_paper(coming, with_internal=False, with_people=False))
    assert "令和8年10月20日（火）から延期" in text
