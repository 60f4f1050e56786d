"""A line of a list in the words of our directory, and how the preview reads it aloud."""

import pytest
from django.db import DatabaseError, connection

from accounts.models import AuditEntry
from resources.actions import sameness
from resources.importing import batches
from resources.importing.reading_aloud import lines_of
from resources.models import Kind, SocialResource
from resources.queries.alike import questions_of
from tests import factories as make
from tests.resources.lists import applied, csv, previewed

KIND_UNKNOWN = "種類を見分けられないため「そのほか」にします。"


def told(batch):
    """[(label, before, after)] of the first line, as the preview page shows it."""
    line = lines_of(batch.rows.order_by("order"))[0]
    return [(cell.label, cell.before, cell.after) for cell in line.cells]


# --- kinds -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "name", "kind", "doubts"),
    [
        ("体操", "見本の会", Kind.EXERCISE, []),
        ("ナゾの活動", "見本の会", Kind.OTHER, [("A2", KIND_UNKNOWN)]),
        ("ナゾの活動", "見本サロン", Kind.SALON, []),  # the name tells it
        ("", "見本サロン", Kind.SALON, []),
        ("", "見本の会", None, []),
    ],
)
def test_a_kind_nobody_knows_becomes_other_and_is_doubted(city, text, name, kind, doubts):
    file = csv(f"{text},{name},高崎市見本町1", headings="種類,名称,住所")
    row = previewed(file, city).rows.get()
    assert row.after.get("kind") == kind
    assert [(issue["cell"], issue["text"]) for issue in row.issues] == doubts


# --- 町内会 ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("district", "text", "notes", "is_known", "kept"),
    [
        ("八幡", "見本町", "お茶あり", True, "お茶あり"),
        ("八幡", "よその町", "お茶あり", False, "町内会：よその町\nお茶あり"),
        ("八幡", "よその町", "", False, "町内会：よその町"),
        ("八幡", "", "お茶あり", False, "お茶あり"),
        ("", "見本町", "", False, "町内会：見本町"),  # no council to look in
    ],
)
def test_an_association_of_the_council_is_found_and_any_other_is_kept_in_the_remarks(
    city, yawata, district, text, notes, is_known, kept
):
    home = make.NeighbourhoodFactory(council=yawata, name="見本町")
    file = csv(f"{district},{text},見本の会,{notes}", headings="地区,町内会,名称,備考")
    applied(file, city)
    resource = SocialResource.objects.get()
    assert (resource.neighbourhood, resource.notes) == (home if is_known else None, kept)


# --- the next edition ------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("before", "after", "status", "change"),
    [
        ("活動中", "休止", "suspended", "suspended"),
        ("活動中", "終了", "ended", "ended"),
        ("休止", "活動中", "active", "resumed"),
    ],
)
def test_a_state_the_list_changes_is_noted_in_the_history_of_states(
    city, before, after, status, change
):
    headings = "名称,住所,状態"
    source = applied(csv(f"見本の会,高崎市見本町1,{before}", headings=headings), city).source
    batch = applied(csv(f"見本の会,高崎市見本町1,{after}", headings=headings), city, source)
    assert told(batch) == [("状態", shown(before), shown(after))]
    resource = SocialResource.objects.get()
    assert resource.status == status
    assert [one.change for one in resource.status_changes.filter(batch=batch)] == [change]


def shown(word):
    return {"休止": "休止中"}.get(word, word)


# --- read aloud ------------------------------------------------------------------------------
def test_a_council_is_read_aloud_by_its_name(city, yawata):
    batch = previewed(csv("八幡地区,見本の会", headings="地区,名称"), city)
    assert batch.rows.get().after["council"] == yawata.pk
    labels = {label: (before, after) for label, before, after in told(batch)}
    assert ("", "八幡") in labels.values()


@pytest.mark.parametrize(
    ("is_public", "word", "cell"),
    [
        (True, "非公開", [("公開する", "はい", "いいえ")]),
        (False, "公開", [("公開する", "いいえ", "はい")]),
        (True, "公開", []),
    ],
)
def test_publishing_is_read_aloud_as_yes_and_no(city, is_public, word, cell):
    there = make.SocialResourceFactory(name="見本の会", is_public=is_public)
    file = csv(f"{there.pk},見本の会,{word}", headings="資源ID,名称,公開")
    assert told(previewed(file, city)) == cell


# --- the same place ---------------------------------------------------------------------------
@pytest.mark.parametrize(("answer", "n_listed"), [(True, 1), (False, 2)])
def test_a_pair_answered_before_is_not_doubted_when_the_list_is_compared_again(
    city, answer, n_listed
):
    lines = [
        f",{name},高崎市見本町1丁目2-3,,027-000-0001," for name in ("京ヶ島の会", "京ケ島の会")
    ]
    batch = previewed(csv(*lines), city)
    assert batch.counts == {"new": 2, "warned": 1}
    sameness.answer_pairs({one.pair: answer for one in questions_of(batch)}, by=city)
    batch = batches.preview_batch(batch, by=city)
    assert batch.counts == {"new": 2, "warned": 0}
    assert len(questions_of(batch, answer=True)) == 2 - n_listed
    batches.apply_batch(batch, by=city)
    assert SocialResource.objects.listed().count() == n_listed


# --- what stood there ------------------------------------------------------------------------
def test_cells_are_shown_as_they_stood_only_where_the_line_is_not_taken(city):
    batch = previewed(csv("1,見本サロン,高崎市見本町1,毎週火曜,,", "2,,高崎市見本町2,,,"), city)
    taken, refused = lines_of(batch.rows.order_by("order"))
    assert (taken.row.result, taken.raw) == ("new", [])
    assert refused.row.result == "error"
    assert "高崎市見本町2" in [part["text"] for part in refused.raw]


def test_preview_that_cannot_be_kept_leaves_the_one_before(transactional_db, city):
    batch = previewed(csv("1,見本サロン,高崎市見本町1,毎週火曜,,"), city)
    before = list(batch.rows.values_list("pk", flat=True))

    def no_trail(execute, sql, params, many, context):
        if sql.startswith(f'INSERT INTO "{AuditEntry._meta.db_table}"'):
            raise DatabaseError("no more room")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(no_trail), pytest.raises(DatabaseError):
        batches.preview_batch(batch, by=city)
    assert list(batch.rows.values_list("pk", flat=True)) == before
