"""Slips put right with the old words kept: answers of 提言, visions, coordinators' terms."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from councils.actions import proposals as actions
from councils.actions import visions
from councils.models import Coordinator
from councils.queries import marks, versions
from tests import factories as make
from tests.councils.visions import vision_words

WHY = "課の名前の書きまちがい"


@pytest.fixture
def answered(yawata):
    return make.ProposalFactory(
        council=yawata, state="answered", department="見本化", answer="来年度に試します",
        answered_on=date(2026, 11, 5),
    )  # fmt: skip


def correct_url(proposal):
    return reverse("councils:proposal-correct", args=[proposal.pk])


def posted(proposal, **changes):
    words = {
        "mark": proposal.mark, "department": "見本課", "answer": proposal.answer, "reason": WHY,
    }  # fmt: skip
    return words | changes


def test_department_is_put_right_and_the_old_word_is_told(client, tier1, viewer, answered):
    client.force_login(tier1)
    assert client.post(correct_url(answered), posted(answered)).status_code == 302
    answered.refresh_from_db()
    assert (answered.department, answered.answer, answered.state) == (
        "見本課", "来年度に試します", "answered",
    )  # fmt: skip
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.facts) == ("proposal_corrected", {"fields": ["department"]})
    client.force_login(viewer)
    text = client.get(answered.get_absolute_url()).content.decode()
    assert "これまでの版（1回 直しました）" in text
    assert f"わけ：{WHY}" in text
    assert "見本化" in text
    assert "第一 見本が直しました" in text


@pytest.mark.parametrize("gap", [{"reason": ""}, {"department": " "}, {"answer": ""}])
def test_gap_is_refused_and_the_words_stay(client, tier1, answered, gap):
    client.force_login(tier1)
    answer = client.post(correct_url(answered), posted(answered, **gap))
    answered.refresh_from_db()
    assert (answer.status_code, answered.department) == (422, "見本化")
    assert answer.context["form"]["reason"].value() == (gap.get("reason", WHY))


def test_correction_that_changes_nothing_is_refused(client, tier1, answered):
    client.force_login(tier1)
    answer = client.post(correct_url(answered), posted(answered, department="見本化"))
    assert (answer.status_code, AuditEntry.objects.count()) == (422, 0)
    assert "どこも変わっていません" in answer.content.decode()


def test_somebody_was_quicker(client, tier1, answered):
    client.force_login(tier1)
    answer = client.post(correct_url(answered), posted(answered, mark="x"))
    answered.refresh_from_db()
    assert (answer.status_code, answered.department) == (409, "見本化")
    assert 'value="見本課"' in answer.content.decode()


def test_part_that_is_not_there_cannot_be_corrected(client, tier1, yawata):
    fresh = make.ProposalFactory(council=yawata)
    client.force_login(tier1)
    assert client.get(correct_url(fresh)).status_code == 302
    with pytest.raises(actions.ProposalMoved):
        actions.correct_proposal(fresh, answer="x", reason=WHY, mark=fresh.mark, by=tier1)


@pytest.mark.parametrize("who", ["coordinator", "viewer", "neighbour"])
def test_only_those_who_handle_proposals_correct_them(client, request, who, answered):
    client.force_login(request.getfixturevalue(who))
    assert client.post(correct_url(answered), posted(answered)).status_code == 403


def test_steps_that_add_words_are_no_corrections(yawata, tier1, coordinator):
    proposal, _ = actions.raise_proposal(
        yawata, text="バスを", raised_on=date(2026, 10, 1), by=coordinator
    )
    actions.reword_proposal(proposal, text="バスを増やして", mark=proposal.mark, by=coordinator)
    actions.send_to_department(
        proposal, department="見本課", sent_on=date(2026, 10, 2), mark=proposal.mark, by=tier1
    )
    (change,) = versions.changes_of_proposal(proposal)
    assert change.parts == [("提言", "バスを", "バスを増やして")]
    assert (change.by, change.reason) == (coordinator, "")


def test_vision_keeps_the_words_before_the_correction(client, viewer, coordinator, yawata):
    vision = make.VisionFactory(council=yawata, version=1, main_line="見本のまら")
    vision.history.all().delete()  # from before versions were kept
    words = vision_words(main_line="見本のまち")
    visions.correct_vision(vision, words, seen=vision.mark, by=coordinator)
    (change,) = versions.changes_of_visions(yawata)[vision.pk]
    assert change.parts == [("目指す地域像", "見本のまら", "見本のまち")]
    client.force_login(viewer)
    text = client.get(reverse("councils:council-visions", args=[yawata.pk])).content.decode()
    assert "八幡 見本が直しました" in text
    assert "見本のまら" in text


# ---- terms of coordinators
@pytest.fixture
def term(yawata):
    return make.CoordinatorFactory(
        council=yawata, person__name="見本 花", from_on=date(2022, 4, 1), until_on=date(2025, 3, 31)
    )


def term_url(term):
    return reverse("councils:coordinator-edit", args=[term.pk])


def posted_term(term, **changes):
    words = {
        "seen": marks.term_mark(term), "appointment": "commissioned", "contractor": "見本の社協",
        "from_on_y": "R3", "from_on_m": "4", "from_on_d": "1",
        "until_on_y": "", "until_on_m": "", "until_on_d": "",
    }  # fmt: skip
    return words | changes


def test_term_of_a_coordinator_is_put_right(client, tier1, term):
    client.force_login(tier1)
    assert client.post(term_url(term), posted_term(term)).status_code == 302
    term = Coordinator.objects.select_related("contractor").get()
    assert (term.from_on, term.until_on, str(term.contractor), term.appointment) == (
        date(2021, 4, 1), None, "見本の社協", "commissioned",
    )  # fmt: skip
    entry = AuditEntry.objects.get()
    assert entry.verb == "coordinator_corrected"
    assert sorted(entry.facts["fields"]) == ["appointment", "contractor", "from_on", "until_on"]


def test_term_that_somebody_else_changed_is_shown_beside_mine(client, tier1, term):
    client.force_login(tier1)
    answer = client.post(term_url(term), posted_term(term, seen="x"))
    term.refresh_from_db()
    assert (answer.status_code, term.from_on) == (409, date(2022, 4, 1))
    assert ("受託した団体", "（なし）", "見本の社協") in answer.context["theirs"]


def test_end_before_the_beginning_is_refused(client, tier1, term):
    client.force_login(tier1)
    days = {"until_on_y": "2", "until_on_m": "3", "until_on_d": "31"}
    answer = client.post(term_url(term), posted_term(term, **days))
    assert (answer.status_code, AuditEntry.objects.count()) == (422, 0)


@pytest.mark.parametrize("who", ["coordinator", "centre_staff", "viewer"])
def test_only_those_who_appoint_correct_terms(client, request, who, term):
    client.force_login(request.getfixturevalue(who))
    assert client.post(term_url(term), posted_term(term)).status_code == 403


# ---- who wrote it last
def test_forms_say_who_wrote_the_part_last(client, coordinator, tier1, yawata):
    address = reverse("councils:stage-edit", args=[yawata.pk, 3])
    client.force_login(coordinator)
    assert client.get(address).context["last_written"] is None
    seen = client.get(address).context["form"]["seen"].value()
    client.post(address, {"seen": seen, "evidence": "区長会の記録", "next_step": ""})
    client.force_login(tier1)
    assert "前に書いた方：八幡 見本" in client.get(address).content.decode()
    other = reverse("councils:stage-edit", args=[yawata.pk, 4])
    assert client.get(other).context["last_written"] is None
