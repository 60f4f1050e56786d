"""Where a value comes from after the next edition of a list: the line that last said so."""

from resources.importing import batches
from resources.models import ImportSource, SocialResource
from tests.resources.lists import applied, csv, previewed

FIRST = "1,見本サロン,高崎市見本町1,毎週(火) 10:00～12:00,027-000-0001,"
OTHER = "2,例示の会,高崎市例示町2,毎週(水) 10:00～12:00,027-000-0002,"
NEXT = FIRST.replace("0001", "0009")


def of(resource, name):
    """(batch, sheet, row) a value of a resource is marked with."""
    mark = resource.value_sources[name]
    return mark["batch"], mark["sheet"], mark["row"]


def test_a_changed_value_is_of_the_new_line_and_the_others_of_the_old(city):
    first = applied(csv(OTHER, FIRST), city)
    second = applied(csv(NEXT, OTHER), city, ImportSource.objects.get())
    sample = SocialResource.objects.get(name="見本サロン")
    assert of(sample, "phone") == (second.pk, "名簿", 2)
    assert of(sample, "address") == (first.pk, "名簿", 3)
    assert sample.source_batch == second
    assert sample.imported_values["phone"] == "027-000-0009"


def test_a_place_without_change_keeps_the_marks_it_had(city):
    first = applied(csv(FIRST, OTHER), city)
    applied(csv(NEXT, OTHER), city, ImportSource.objects.get())
    other = SocialResource.objects.get(name="例示の会")
    assert {mark["batch"] for mark in other.value_sources.values()} == {first.pk}
    assert other.source_batch == first
    assert other.history.count() == 1


def test_a_state_decided_with_a_list_is_of_that_list_and_of_no_line(city):
    applied(csv(FIRST, OTHER), city)
    batch = previewed(csv(FIRST), city, ImportSource.objects.get())
    other = SocialResource.objects.get(name="例示の会")
    batches.apply_batch(batch, by=city, gone={other.pk: "ended"})
    other.refresh_from_db()
    assert (other.status, of(other, "status")) == ("ended", (batch.pk, "名簿", None))
