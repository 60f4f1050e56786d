"""The words of the programme: one row, printed everywhere, changed by the city (A1)."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import AuditEntry
from councils.actions import programme as actions
from councils.actions.meetings import EditConflict
from councils.models import Programme
from councils.queries.programme import kept_programme, mark_of_words
from tests.councils.factories import ProgrammeFactory

AZUMINO = {
    "city": "安曇野市", "prefecture": "長野県", "code": "202207",
    "name": "生活支援体制整備事業", "slogan": "", "department": "見本の課", "phone": "0263-00-0000",
    "centre": "地域包括支援センター", "tier1": "第1層", "tier2": "第2層",
    "council_ending": "地域協議体",
}  # fmt: skip


@pytest.fixture
def page():
    return reverse("councils:programme-edit")


def change(by, **words):
    Programme.objects.forget()
    return actions.change_programme(AZUMINO | words, seen=mark_of_words(kept_programme()), by=by)


def test_words_are_takasakis_where_nothing_is_kept(db, django_assert_num_queries):
    Programme.objects.forget()
    with django_assert_num_queries(3):  # in a savepoint of its own
        assert Programme.objects.current().full_name == "高崎市 生活支援体制整備事業"
    with django_assert_num_queries(0):
        assert Programme.objects.current().desk == "高崎市 長寿社会課（電話 027-321-1319）"


def test_changed_words_are_printed_at_once(
    client, city, yawata, django_capture_on_commit_callbacks
):
    client.force_login(city)
    with django_capture_on_commit_callbacks(execute=True):
        change(city)
    shown = client.get(reverse("home")).content.decode()
    assert "安曇野市 生活支援体制整備事業" in shown
    assert "高崎市 生活支援体制整備事業" not in shown
    assert yawata.full_name == "八幡地域協議体"


def test_change_is_on_record_with_the_fields_only(city):
    change(city)
    entry = AuditEntry.objects.get(verb="programme_changed")
    assert entry.facts["fields"] == [
        "city", "prefecture", "code", "slogan", "department", "phone", "centre", "council_ending",
    ]  # fmt: skip


def test_page_takes_full_width_and_says_what_is_wrong(client, city, page):
    client.force_login(city)
    seen = client.get(page).context["form"]["seen"].value()
    answer = client.post(page, AZUMINO | {"seen": seen, "code": "12", "phone": "電話"})
    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "code": ["数字6桁で入れてください（例：102024）。"],
        "phone": ["電話は「027-321-1319」のように、市外局番から入れてください。"],
    }
    answer = client.post(page, AZUMINO | {"seen": seen, "phone": "０２６３－００－００００"})
    assert answer.status_code == 302
    assert Programme.objects.get().phone == "0263-00-0000"


def test_second_saver_sees_both_texts(client, city, page):
    client.force_login(city)
    seen = client.get(page).context["form"]["seen"].value()
    change(city)
    answer = client.post(page, AZUMINO | {"seen": seen, "city": "見本市"})
    assert answer.status_code == 409
    assert ("市町村", "安曇野市", "見本市") in answer.context["theirs"]
    assert Programme.objects.get().city == "安曇野市"


def test_conflict_is_refused_by_the_action(city):
    with pytest.raises(EditConflict):
        actions.change_programme(AZUMINO, seen="old", by=city)


def test_there_is_only_one(db):
    ProgrammeFactory(pk=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        ProgrammeFactory(pk=2)
