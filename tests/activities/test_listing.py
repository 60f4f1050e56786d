"""An activity and its entry in the directory: one record, many outputs, never silently apart."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from activities.actions import listing as actions
from activities.models import SupportActivity
from activities.queries import listing
from resources.actions import directory
from resources.models import SocialResource
from tests import factories as make

pytestmark = pytest.mark.django_db
TUESDAYS = "毎週火曜 10:00〜13:00"


@pytest.fixture
def activity(yawata):
    return make.SupportActivityFactory(
        council=yawata, name="さのんち", place="見本の集会所", schedule_text=TUESDAYS,
        fee_text="200円", started_on=date(2023, 1, 17),
    )  # fmt: skip


@pytest.fixture
def listed(activity, coordinator):
    actions.list_activity(activity, listing.start_of_entry(activity), by=coordinator)
    activity.refresh_from_db()
    return activity


def page(name, activity):
    return reverse(f"activities:{name}", args=[activity.pk])


def verbs():
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


def test_form_of_the_directory_comes_filled_in_and_makes_the_entry(client, activity, coordinator):
    client.force_login(coordinator)
    shown = client.get(page("activity-listing", activity))
    form = shown.context["form"]
    start = {n: form[n].value() for n in ("name", "kind", "venue", "schedule_text", "fee_text")}
    assert start == {"name": "さのんち", "kind": "ibasho", "venue": "見本の集会所",
                     "schedule_text": TUESDAYS, "fee_text": "200円"}  # fmt: skip
    assert len(shown.context["next_days"]) == 3
    words = start | {"council": activity.council_id, "is_public": "on"}
    assert client.post(page("activity-listing", activity), words).url == activity.get_absolute_url()
    entry = SocialResource.objects.get()
    activity.refresh_from_db()
    assert (activity.resource, entry.schedules.get().weekday, entry.fee) == (entry, 2, "paid")
    assert entry.value_sources["schedule_text"] == {"on": timezone.localdate().isoformat()}
    assert verbs() == ["resource_added", "activity_listed"]


def test_same_form_twice_makes_one_entry(client, listed, coordinator):
    client.force_login(coordinator)
    words = {"name": "さのんち", "kind": "ibasho", "council": listed.council_id}
    answer = client.post(page("activity-listing", listed), words)
    assert answer.url == page("activity-adjust", listed)
    assert SocialResource.objects.count() == 1


def test_change_on_one_side_is_seen_on_the_other(client, listed, coordinator):
    directory.correct_resource(
        listed.resource, {"schedule_text": "毎週火曜 10:00〜12:00"}, by=coordinator
    )
    listed = SupportActivity.objects.get(pk=listed.pk)
    assert [(d.name, d.here, d.there) for d in listing.differences(listed)] == [
        ("schedule_text", TUESDAYS, "毎週火曜 10:00〜12:00")
    ]
    client.force_login(coordinator)
    client.post(page("activity-adjust", listed), {"field": "schedule_text", "to": "activity"})
    listed = SupportActivity.objects.get(pk=listed.pk)
    assert (listed.schedule_text, listing.differences(listed)) == ("毎週火曜 10:00〜12:00", [])


def test_directory_takes_over_what_the_activity_says(listed, coordinator):
    listed.place = "新しい集会所"
    listed.save()
    actions.adjust_entry(listed, "place", by=coordinator)
    entry = SocialResource.objects.get()
    assert (entry.venue, entry.history.count()) == ("新しい集会所", 2)
    assert verbs()[-2:] == ["resource_corrected", "listing_adjusted"]
    with pytest.raises(actions.NothingToAdjust):
        actions.adjust_entry(listed, "place", by=coordinator)


def test_spelling_alone_is_no_difference(listed, coordinator):
    words = {"schedule_text": "毎週火曜　１０：００～１３：００"}
    directory.correct_resource(listed.resource, words, by=coordinator)
    assert listing.differences(SupportActivity.objects.get(pk=listed.pk)) == []


def test_end_is_offered_to_the_directory(client, listed, coordinator):
    client.force_login(coordinator)
    answer = client.post(page("activity-end", listed), {"reason": "担い手が移った"})
    assert answer.url == page("activity-adjust", listed)
    client.post(page("activity-adjust", listed), {"field": "state", "to": "entry"})
    entry = SocialResource.objects.get()
    last = entry.status_changes.get(change="ended")
    assert (entry.status, last.reason) == ("ended", "担い手が移った")


def test_known_entry_is_linked_instead_of_written_twice(client, activity, coordinator):
    known = make.SocialResourceFactory(council=activity.council, name="居場所「さのんち」")
    other = make.SocialResourceFactory(council=activity.council, name="ほかの会")
    assert listing.entries_to_link(activity)[0] == known
    assert listing.likely_entries(activity) == [known]
    client.force_login(coordinator)
    client.post(page("activity-link", activity), {"entry": known.pk})
    activity.refresh_from_db()
    assert (activity.resource, SocialResource.objects.count()) == (known, 2)
    twin = make.SupportActivityFactory(council=activity.council)
    with pytest.raises(actions.EntryIsTaken):
        actions.link_activity(twin, known, by=coordinator)
    with pytest.raises(actions.AlreadyListed):
        actions.link_activity(activity, other, by=coordinator)


def test_entry_of_another_council_is_not_linked(client, activity, coordinator, toyooka):
    foreign = make.SocialResourceFactory(council=toyooka)
    client.force_login(coordinator)
    answer = client.post(page("activity-link", activity), {"entry": foreign.pk})
    activity.refresh_from_db()
    assert (answer.status_code, activity.resource) == (404, None)


def test_entry_of_another_council_is_not_changed_from_here(client, listed, coordinator, toyooka):
    SocialResource.objects.update(council=toyooka, venue="よその会場")
    client.force_login(coordinator)
    answer = client.post(page("activity-adjust", listed), {"field": "place", "to": "entry"})
    assert (answer.status_code, SocialResource.objects.get().venue) == (403, "よその会場")


def test_long_words_of_the_directory_are_not_cut(listed, coordinator):
    words = {"schedule_text": "\n".join(["毎月第1火曜 10:00〜12:00（祝日は休み）"] * 9)}
    directory.correct_resource(listed.resource, words, by=coordinator)
    with pytest.raises(actions.TooLongHere):
        actions.adjust_activity(listed, "schedule_text", by=coordinator)


def test_links_can_be_followed_both_ways(client, listed, coordinator):
    client.force_login(coordinator)
    there = client.get(listed.resource.get_absolute_url()).content.decode()
    behind = reverse("activities:resource-activity", args=[listed.resource_id])
    assert behind in there
    assert client.get(behind).url == listed.get_absolute_url()


def test_activity_begins_from_an_entry(client, yawata, coordinator):
    entry = make.SocialResourceFactory(
        council=yawata, name="見本の体操", kind="exercise", schedule_text="毎週金曜", venue="集会所"
    )
    client.force_login(coordinator)
    url = f"{reverse('activities:activity-add', args=[yawata.pk])}?entry={entry.pk}"
    form = client.get(url).context["form"]
    assert [form[n].value() for n in ("name", "kind", "place", "schedule_text")] == [
        "見本の体操", "exercise", "集会所", "毎週金曜",
    ]  # fmt: skip
    words = {"name": "見本の体操", "kind": "exercise", "payment": "unpaid", "begun": "begun"}
    client.post(url, words | {"place": "集会所", "schedule_text": "毎週金曜"})
    assert SupportActivity.objects.get().resource == entry
