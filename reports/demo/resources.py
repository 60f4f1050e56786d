"""Invented places and helps for every council, somewhere near real towns."""

from datetime import timedelta
from decimal import Decimal
from random import Random

from simple_history.utils import bulk_create_with_history

from councils.models import Council
from reports.demo.words import SEED, bank
from resources.models import Confirmation, ImportSource, ResourceStatus, SocialResource
from resources.models.derived import fill_derived, place_by_town, replace_schedules

SOURCE = "見本の社会資源"
CREDIT = "名称などはすべて架空。位置は町のおよその位置（CC BY 4.0、Geolonia 住所データ）"
NOTE = "見本の記録です（実在しません）。"
A_FEW_STREETS = 60  # ten-thousandths of a degree: about 600 m
Status, Change = SocialResource.Status, ResourceStatus.Change


def has_resources():
    """Whether the invented directory is there already."""
    return ImportSource.objects.filter(name=SOURCE).exists()


def make_resources(by, today):
    """A few dozen resources for each council, with schedules, states and checks.

    by: User who is said to have written them. Returns how many.
    """
    rng = Random(SEED)
    source = ImportSource.objects.create(name=SOURCE, credit=CREDIT)
    councils = Council.objects.tier2().order_by("pk")
    resources = [row for council in councils for row in _of_council(rng, council, today)]
    for resource in resources:
        resource.import_source = source
        fill_derived(resource)
    place_by_town(resources)
    _scatter(rng, resources)
    bulk_create_with_history(resources, SocialResource, default_user=by)
    replace_schedules(resources)
    _note_states(rng, resources, by, today)
    _note_checks(resources, by)
    return len(resources)


def _of_council(rng, council, today):
    words = bank("resources")
    heads = rng.sample(words["words"], len(words["offers"]))
    offers = [offer for offer in words["offers"] if rng.random() < 0.94]
    for (head, head_kana), offer in zip(heads, offers, strict=False):
        yield _resource(rng, council, head, head_kana, offer, today)


def _resource(rng, council, head, head_kana, offer, today):
    words = bank("resources")
    town = rng.choice(words["areas"][str(council.pk)])
    return SocialResource(
        name=head + offer["tail"], kana=head_kana + offer["kana"], kind=offer["kind"],
        council=council, address=f"高崎市{town}（見本の番地）",
        venue=rng.choice(bank("words")["halls"]),
        schedule_text=offer["schedule"], organiser=f"{offer['organiser']}（見本）",
        provider_kind=offer["provider"], phone=f"027-000-{rng.randint(1000, 9999)}",
        fee_text=offer["fee"], notes=NOTE + rng.choice(words["notes"]),
        status=rng.choices(Status.values, (90, 7, 3))[0], is_public=rng.random() < 0.96,
        last_verified_on=_last_checked(rng, today),
    )  # fmt: skip


def _scatter(rng, resources):
    """Somewhere within a few streets, so that marks on the map do not hide each other."""
    for resource in resources:
        resource.latitude = _near(rng, resource.latitude)
        resource.longitude = _near(rng, resource.longitude)


def _near(rng, degree):
    offset = Decimal(rng.randint(-A_FEW_STREETS, A_FEW_STREETS)) / 10_000
    return round(degree + offset, 6)


def _last_checked(rng, today):
    """Mostly this year, sometimes long ago, sometimes nobody ever made sure."""
    n_days = rng.choice((10, 40, 70, 120, 150, 200, 250, 420, 600, None))
    return today - timedelta(days=n_days + rng.randint(0, 20)) if n_days else None


def _note_states(rng, resources, by, today):
    """When each began; for some also when they paused or ended."""
    rows = []
    for resource in resources:
        started = today - timedelta(days=rng.randint(700, 2500))
        rows.append(ResourceStatus(resource=resource, change=Change.STARTED, on_day=started, by=by))
        if not resource.is_active:
            change = Change.SUSPENDED if resource.is_suspended else Change.ENDED
            on_day = today - timedelta(days=rng.randint(20, 400))
            reason = "世話をする人がそろわないため"
            rows.append(ResourceStatus(resource=resource, change=change, on_day=on_day,
                                       reason=reason, by=by))  # fmt: skip
    ResourceStatus.objects.bulk_create(rows)


def _note_checks(resources, by):
    Confirmation.objects.bulk_create(
        Confirmation(resource=resource, on_day=resource.last_verified_on,
                     result=Confirmation.Result.UNCHANGED, by=by)
        for resource in resources if resource.last_verified_on
    )  # fmt: skip
