"""The trail at its edges: nothing to purge, nobody named, writers that never get their turn."""

from datetime import date

import pytest
from django.db import IntegrityError
from django.test import RequestFactory

from accounts import audit, reading, trail, trail_guards
from accounts.actions.trail import purge_trail
from accounts.models import AuditEntry, AuditSeal, TrailPurge
from tests import factories as make
from tests.trail import behind_the_guards


def test_purge_of_nothing_leaves_no_trace(city):
    make.AuditEntryFactory()
    trail.seal()
    assert purge_trail(date(2020, 3, 31), by=city) == 0
    assert (AuditEntry.objects.count(), TrailPurge.objects.count()) == (1, 0)


def test_read_of_something_unknown_is_refused(city):
    with pytest.raises(ValueError, match="操作の記録に残せない値です: {'friends'}"):
        audit.record("people_read", by=city, shown={"people": [1], "friends": [2]})
    assert AuditEntry.objects.count() == 0


def test_entry_says_how_many_were_seen_and_names_no_thing_where_there_is_none(city):
    entry = audit.record("people_read", by=city, shown={"people": [3, 5, 8]}, n_names=3)
    assert (entry.target_words, entry.details) == ("", "名前の数：3　見た人：3件")


def test_two_parts_of_a_page_are_one_reading(yawata):
    """Who is on a page in two places is shown once; the council stays when the second has none."""
    request = RequestFactory().get("/")
    person = make.PersonFactory()
    reading.show(request, council=yawata, people=[person, None])
    assert reading.show(request, people=[person.pk, 99], clients=[7]) is None
    assert request.shown.council == yawata
    assert request.shown.kinds == {"people": [person.pk, person.pk, 99], "clients": [7]}


def test_broken_chain_names_twenty_places_and_counts_them_all(db):
    n = trail.MOST_BREAKS + 5
    make.AuditEntryFactory.create_batch(n)
    trail.seal()
    behind_the_guards(lambda: AuditEntry.objects.update(verb="signed_in"))
    found = trail.verify()
    assert (len(found.breaks), found.n_breaks) == (trail.MOST_BREAKS, n)
    assert [one.number for one in found.breaks] == list(range(1, trail.MOST_BREAKS + 1))


def test_sealer_who_is_always_second_gives_up_and_the_next_takes_the_rest(db, monkeypatch):
    tried = []

    def always_second(seals):
        tried.append(len(seals))
        raise IntegrityError

    entry = make.AuditEntryFactory()
    with monkeypatch.context() as others:
        others.setattr(AuditSeal.objects, "bulk_create", always_second)
        assert trail.seal() == 0
    assert tried == [1] * trail.TRIES
    assert trail.verify().n_open == 1
    assert trail.seal() == 1
    assert (entry.seal.number, trail.verify().n_open) == (1, 0)


@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_every_guard_goes_up_and_comes_down_in_both_databases(vendor):
    for statements in (trail_guards.up(vendor), trail_guards.down(vendor)):
        triggers = [line for line in statements if " TRIGGER " in line]
        named = sorted(name for name in trail_guards.names() for line in triggers if name in line)
        assert (named, len(triggers)) == (trail_guards.names(), len(trail_guards.names()))
