"""What a community aims for: versions, their marks, and how a motto breaks."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import AuditEntry
from councils import queries
from councils.actions import visions as actions
from councils.models import Vision
from tests import factories as make
from tests.councils.visions import NEW, vision_words


def trail():
    entries = AuditEntry.objects.order_by("pk")
    return [(entry.verb, entry.facts) for entry in entries]


def test_new_vision_is_the_next_version_and_the_old_one_stays(yawata, coordinator):
    first = make.VisionFactory(council=yawata, version=1, main_line="はじめのまち")
    vision, is_new = actions.adopt_vision(yawata, vision_words(), seen=first.mark, by=coordinator)
    assert (vision.version, is_new) == (2, True)
    assert [(v.version, v.main_line) for v in queries.visions_of(yawata)] == [
        (2, NEW), (1, "はじめのまち"),
    ]  # fmt: skip
    assert trail() == [("vision_adopted", {"version": 2})]


def test_first_vision_of_a_council_is_version_one(yawata, coordinator):
    vision, _ = actions.adopt_vision(yawata, vision_words(), seen="", by=coordinator)
    assert vision.version == 1


def test_same_words_sent_twice_are_one_version(yawata, coordinator):
    for was_new in (True, False):
        answer = actions.adopt_vision(yawata, vision_words(), seen="", by=coordinator)
        assert answer == (Vision.objects.get(), was_new)
    assert trail() == [("vision_adopted", {"version": 1})]


def test_second_writer_is_shown_what_the_first_recorded(yawata, coordinator):
    first, _ = actions.adopt_vision(yawata, vision_words(), seen="", by=coordinator)
    with pytest.raises(actions.VisionConflict) as refused:
        actions.adopt_vision(yawata, vision_words(main_line="別のまち"), seen="", by=coordinator)
    assert refused.value.theirs == first
    assert Vision.objects.get().main_line == NEW


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_who_record_at_once_get_one_version_and_one_conflict(settings):
    """Both saw no vision. Without the council's lock both would count themselves the first."""
    if connection.vendor == "sqlite":
        pytest.skip("one connection holds the memory database; PostgreSQL shows the race")
    council, user = make.CouncilFactory(), make.UserFactory()
    start, found = Barrier(2), []

    def record(line):
        start.wait()
        try:
            found.append(actions.adopt_vision(council, vision_words(main_line=line), seen="",
                                              by=user)[0].version)  # fmt: skip
        except actions.VisionConflict:
            found.append("conflict")
        finally:
            connection.close()

    threads = [Thread(target=record, args=(line,)) for line in ("ひとつのまち", "べつのまち")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, found)) == ["1", "conflict"]


def test_version_is_counted_while_the_council_is_held(
    yawata, coordinator, django_assert_max_num_queries
):
    """The lock comes before the count: the first of the queries asks for the council."""
    with django_assert_max_num_queries(
        12
    ) as asked:  # five of them write the search index, one the version
        actions.adopt_vision(yawata, vision_words(), seen="", by=coordinator)
    begun, held, counted, written, *_ = [query["sql"] for query in asked.captured_queries]
    assert begun.startswith("SAVEPOINT")
    assert 'FROM "councils_council"' in held
    assert 'FROM "councils_vision"' in counted
    assert written.startswith('INSERT INTO "councils_vision"')


def test_database_keeps_versions_apart(yawata):
    make.VisionFactory(council=yawata, version=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        make.VisionFactory(council=yawata, version=1)


def test_slip_of_the_pen_is_put_right_in_its_own_version(yawata, coordinator):
    vision = make.VisionFactory(council=yawata, version=1, main_line="見本のまら")
    words = vision_words(main_line="見本のまち", sub_line="", explanation="", decided_on=None)
    actions.correct_vision(vision, words, seen=vision.mark, by=coordinator)
    assert Vision.objects.get().main_line == "見本のまち"
    assert trail() == [("vision_corrected", {"fields": ["main_line"]})]


def test_correction_of_changed_words_changes_nothing(yawata, coordinator):
    vision = make.VisionFactory(council=yawata, version=1)
    seen = vision.mark
    Vision.objects.filter(pk=vision.pk).update(sub_line="～先の人～")
    with pytest.raises(actions.VisionConflict) as refused:
        actions.correct_vision(vision, vision_words(), seen=seen, by=coordinator)
    assert refused.value.theirs.sub_line == "～先の人～"
    assert Vision.objects.get().main_line == "見本のまち"
    assert trail() == []


@pytest.mark.parametrize("name", Vision.WORDS)
def test_mark_changes_with_every_word(yawata, name):
    meeting = make.MeetingFactory(council=yawata)
    value = {"decided_on": date(2026, 1, 1), "decided_at_id": meeting.pk}.get(name, "ほか")
    vision = make.VisionFactory(council=yawata)
    before = vision.mark
    setattr(vision, name, value)
    assert vision.mark != before
    vision.save()
    assert Vision.objects.get().mark == vision.mark


def test_explanation_keeps_its_bullets_and_steps():
    vision = Vision(
        explanation="こう決めた。\n\n・つながり\n・生きがい\n三つの歩み\n①知らせる\n②集まる"
    )
    assert [(block.is_list, block.lines) for block in vision.explanation_blocks] == [
        (False, ["こう決めた。"]),
        (True, ["・つながり", "・生きがい"]),
        (False, ["三つの歩み"]),
        (True, ["①知らせる", "②集まる"]),
    ]


def test_wall_has_every_council_of_the_second_tier_in_board_order(city_council, yawata, toyooka):
    make.VisionFactory(council=toyooka, version=1, main_line="前のまち")
    make.VisionFactory(council=toyooka, version=2, main_line="今のまち")
    wall = queries.vision_wall()
    assert [(str(p.council), p.vision and p.vision.main_line) for p in wall.places] == [
        ("八幡", None), ("豊岡", "今のまち"),
    ]  # fmt: skip
    assert wall.words == "1/2 記録済み"
