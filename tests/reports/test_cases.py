"""The library of reference cases: read by all, kept by the programme (F13, J8)."""

import pypdfium2
import pytest
from django.core.management import call_command
from django.urls import reverse

from accounts.models import AuditEntry
from councils.actions.meetings import EditConflict
from reports.actions import cases as actions
from reports.cases import case_mark, case_with_parts
from reports.models import ReferenceCase
from tests.reports.factories import CasePartFactory, ReferenceCaseFactory

HEAD = {
    "place": "見本町", "prefecture": "", "council": None, "period_text": "令和7年度",
    "title": "坂の上の移動販売", "facts": "", "source": "見本の冊子",
}  # fmt: skip
PARTS = [("problem", "", "坂がきつい"), ("effort", "車で売る", "週1回\n10時から")]


def posted(*boxes, **head):
    data = {name: value or "" for name, value in (HEAD | head).items()}
    data |= {"box-TOTAL_FORMS": len(boxes), "box-INITIAL_FORMS": 0}
    for n, (kind, title, text) in enumerate(boxes):
        data |= {f"box-{n}-kind": kind, f"box-{n}-title": title, f"box-{n}-text": text}
    return data


@pytest.fixture
def saitama(db):
    call_command("loaddata", "reference/cases", verbosity=0)


def test_four_model_projects_of_saitama(saitama):
    assert list(ReferenceCase.objects.values_list("place", flat=True)) == [
        "蕨市", "羽生市", "新座市", "川島町",
    ]  # fmt: skip
    assert "人口　165,507人（平成29年12月）" in ReferenceCase.objects.get(pk=3).fact_lines


def test_every_case_fits_on_one_page(saitama, client, tier1):
    client.force_login(tier1)
    for case in ReferenceCase.objects.all():
        answer = client.get(reverse("reports:case-sheet", args=[case.pk]))
        assert len(pypdfium2.PdfDocument(answer.content)) == 1


@pytest.mark.parametrize("n", [1, 3])
def test_list_asks_the_same_for_any_number(n, client, viewer, django_assert_num_queries):
    ReferenceCaseFactory.create_batch(n)
    client.force_login(viewer)
    with django_assert_num_queries(4):
        client.get(reverse("reports:case-list"))


@pytest.mark.parametrize("n", [1, 3])
def test_page_asks_the_same_for_any_number(n, client, viewer, django_assert_num_queries):
    case = ReferenceCaseFactory()
    CasePartFactory.create_batch(n, case=case)
    client.force_login(viewer)
    with django_assert_num_queries(5):
        client.get(case.get_absolute_url())


def test_words_are_found_in_head_and_boxes(client, viewer, saitama):
    client.force_login(viewer)
    found = client.get(reverse("reports:case-list"), {"q": "Tシャツ"}).context["cases"]
    assert [case.place for case in found] == ["川島町"]
    assert "「ないことば」の出てくる事例は、ありません。" in client.get(
        reverse("reports:case-list"), {"q": "ないことば"}
    ).content.decode()  # fmt: skip


@pytest.mark.parametrize(("asked", "written"), [("買物", "買い物"), ("買い物", "買物")])
def test_words_are_found_in_their_other_spelling(client, viewer, asked, written):
    case = ReferenceCaseFactory(title="見本")
    CasePartFactory(case=case, text=f"{written}に行けない")
    client.force_login(viewer)
    found = client.get(reverse("reports:case-list"), {"q": asked}).context["cases"]
    assert [*found] == [case]


def test_case_is_written_with_its_boxes(client, tier1):
    client.force_login(tier1)
    answer = client.post(reverse("reports:case-add"), posted(*PARTS, ("", "", "")))
    case = ReferenceCase.objects.get()
    assert answer.url == case.get_absolute_url()
    assert list(case.parts.values_list("order", "kind", "title", "text")) == [
        (1, "problem", "", "坂がきつい"), (2, "effort", "車で売る", "週1回\n10時から"),
    ]  # fmt: skip
    assert AuditEntry.objects.get(verb="case_added").facts == {"n_parts": 2}


def test_faults_are_named_and_nothing_is_lost(client, tier1):
    client.force_login(tier1)
    answer = client.post(reverse("reports:case-add"), posted(("", "見出し", "中身だけ"), title=""))
    assert answer.status_code == 422
    assert "種類をえらんでください。" in answer.content.decode()
    assert "中身だけ" in answer.content.decode()
    answer = client.post(reverse("reports:case-add"), posted(("", "", "")))
    assert "段を1つは書いてください。" in answer.content.decode()
    assert not ReferenceCase.objects.exists()


def test_second_saver_sees_the_first(client, tier1):
    case = actions.add_case(HEAD, PARTS, by=tier1)
    client.force_login(tier1)
    page = reverse("reports:case-edit", args=[case.pk])
    seen = client.get(page).context["form"]["seen"].value()
    actions.edit_case(case, HEAD | {"title": "先の題"}, PARTS, seen=seen, by=tier1)
    answer = client.post(page, posted(*PARTS, title="あとの題") | {"seen": seen})
    assert answer.status_code == 409
    assert "先の題" in answer.content.decode()
    assert "あとの題" in answer.content.decode()
    again = answer.context["form"]["seen"].value()
    client.post(page, posted(*PARTS, title="あとの題") | {"seen": again})
    assert ReferenceCase.objects.get().title == "あとの題"
    assert case.history.count() == 3


def test_old_mark_is_refused(tier1):
    case = actions.add_case(HEAD, PARTS, by=tier1)
    with pytest.raises(EditConflict):
        actions.edit_case(case, HEAD, PARTS, seen="old", by=tier1)


def test_mark_changes_with_a_box(tier1):
    case = actions.add_case(HEAD, PARTS, by=tier1)
    before = case_mark(case_with_parts().get())
    actions.edit_case(case, HEAD, [*PARTS, ("prospect", "", "続ける")], seen=before, by=tier1)
    assert case_mark(case_with_parts().get()) != before


def test_same_case_sent_twice_is_one(client, tier1):
    client.force_login(tier1)
    sent = posted(*PARTS)
    answers = [client.post("/reports/cases/new/", sent) for _ in range(2)]
    case = ReferenceCase.objects.get()
    assert [answer.url for answer in answers] == [case.get_absolute_url()] * 2
