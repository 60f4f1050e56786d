"""What a new issue begins with, and the series it belongs to."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError

from accounts.models import AuditEntry
from newsletters import actions, queries
from newsletters.actions import series as series_actions
from newsletters.actions.starting import Start
from newsletters.models import Article, Issue, Series
from newsletters.queries.series import n_photos_left_out, starts_for, whole_issue
from tests.newsletters import factories as press

TODAY = date(2026, 11, 29)
LETTER = {
    "slug": "warabi", "title": "わらび通信", "slogan": "", "subtitle": "見本の便り",
    "publisher": "見本の協議体", "phone": "027-000-1111", "office": "見本課",
    "months_per_issue": 6, "n_pages": 2,
}  # fmt: skip


def verbs():
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


def blocks(issue):
    return list(issue.articles.order_by("page", "order").values_list("page", "layout", "title"))


def begun(series, by, start, digest=()):
    plan = queries.next_issue(series, TODAY)
    return actions.start_issue(series, plan, digest=list(digest), start=start, by=by)


def test_empty_start_has_the_frame_only(issue, tier1):
    eighth = begun(issue.series, tier1, Start(greeting="暑い日です。"))
    assert (eighth.greeting, eighth.request_text, eighth.copied_from) == ("暑い日です。", "", None)
    assert blocks(eighth) == [
        (1, "greeting", "みなさまへ"), (1, "digest", "話し合いの内容"),
        (1, "request", "コーディネーターからのお願い"), (4, "colophon", "発行元"),
    ]  # fmt: skip
    assert verbs() == ["issue_started"]


def test_council_letter_has_its_own_rhythm(db, tier1, yawata):
    series = series_actions.add_series(LETTER | {"council": yawata}, by=tier1)
    first = begun(series, tier1, Start())
    assert (first.number, first.issued_on, first.n_pages_planned) == (1, date(2026, 11, 1), 2)
    assert (first.coverage_from, first.coverage_until) == (date(2026, 5, 1), date(2026, 10, 1))
    standing = ["greeting", "digest", "request", "colophon"]
    assert [layout for _, layout, _ in blocks(first)] == standing


def test_two_series_count_their_numbers_apart(issue, tier1):
    other = series_actions.add_series(LETTER, by=tier1)
    assert begun(other, tier1, Start()).number == 1
    assert begun(issue.series, tier1, Start()).number == 8


def test_copy_brings_blocks_bubbles_and_tables_but_no_history(issue, tier1):
    old = issue.articles.get(page=2)
    Article.objects.filter(pk=old.pk).update(
        layout="flow", table={"headers": ["名称"], "rows": [["サロン"]]}, district="見本地区"
    )
    press.FlowStepFactory(article=old, order=1, text="やろう", speaker="住民", figure="heart")
    eighth = begun(issue.series, tier1, Start(source=whole_issue(issue)))
    new = eighth.articles.get(page=2)
    assert (new.layout, new.district, new.table_rows) == ("flow", "見本地区", [["サロン"]])
    assert [(s.text, s.speaker) for s in new.flow_steps.all()] == [("やろう", "住民")]
    assert (new.pk != old.pk, eighth.copied_from_id) == (True, issue.pk)
    assert blocks(eighth) == [(p, "flow" if p == 2 else la, t) for p, la, t in blocks(issue)]


def test_days_of_a_calendar_are_not_copied(issue, tier1):
    press.ArticleFactory(
        issue=issue, layout="calendar", title="予定", page=3,
        table={"headers": ["日にち"], "rows": [["2月1日"]]}, options={"n_rows": 5},
    )  # fmt: skip
    eighth = begun(issue.series, tier1, Start(source=whole_issue(issue)))
    new = eighth.articles.get(title="予定")
    assert (new.table, new.options) == ({}, {})


def test_only_pictures_whose_people_agree_are_copied(issue, tier1):
    article = issue.articles.get(page=2)
    press.PhotoFactory(article=article, caption="よい", order=1)
    press.PhotoFactory(article=article, caption="まだ", consent="unasked", order=2)
    gone = press.PictureConsentFactory(withdrawn_on=date(2023, 3, 1))
    press.PhotoFactory(article=article, caption="やめた", picture=gone.picture, order=3)
    source = whole_issue(issue)
    eighth = begun(issue.series, tier1, Start(source=source))
    assert [p.caption for p in eighth.articles.get(page=2).photos.all()] == ["よい"]
    assert n_photos_left_out(source) == 2


def test_same_month_of_the_year_before_is_offered(issue):
    year_ago = press.IssueFactory(series=issue.series, number=2, issued_on=date(2022, 4, 1))
    press.IssueFactory(series=issue.series, number=1, issued_on=date(2022, 2, 1))
    plan = queries.next_issue(issue.series, TODAY)
    starts = starts_for(plan, issue.series)
    assert (starts.last, starts.year_ago) == (issue, year_ago)
    later = replace(plan, issued_on=date(2023, 5, 1))
    assert starts_for(later, issue.series).year_ago == year_ago
    early = replace(plan, issued_on=date(2022, 12, 1))
    assert starts_for(early, issue.series).year_ago is None


def test_same_form_twice_begins_one_issue(issue, tier1):
    plan = queries.next_issue(issue.series, TODAY)
    actions.start_issue(issue.series, plan, digest=[], by=tier1)
    with pytest.raises(actions.NumberTaken):
        actions.start_issue(issue.series, plan, digest=[], by=tier1)
    assert Issue.objects.count() == 2


def test_half_a_copy_is_not_kept(issue, tier1):
    """The second block cannot stand where the first stands: then there is no issue at all."""
    source = whole_issue(issue)
    first, second, *_ = source.articles.all()
    second.page, second.order = first.page, first.order
    with pytest.raises(IntegrityError):
        begun(issue.series, tier1, Start(source=source))
    assert (Issue.objects.count(), verbs()) == (1, [])


def test_series_is_added_and_edited_with_one_entry_each(db, tier1):
    series = series_actions.add_series(LETTER, by=tier1)
    seen = queries.fingerprint(series)
    series_actions.edit_series(series, LETTER | {"title": "新しい名前"}, seen=seen, by=tier1)
    series.refresh_from_db()
    assert series.title == "新しい名前"
    assert verbs() == ["series_added", "series_edited"]


def test_second_editor_of_a_series_is_told(db, tier1):
    series = series_actions.add_series(LETTER, by=tier1)
    seen = queries.fingerprint(series)
    series_actions.edit_series(series, LETTER | {"title": "先"}, seen=seen, by=tier1)
    with pytest.raises(actions.EditConflict):
        series_actions.edit_series(series, LETTER | {"title": "後"}, seen=seen, by=tier1)
    assert Series.objects.get().title == "先"


def test_name_in_files_is_given_once(db, tier1):
    series_actions.add_series(LETTER, by=tier1)
    other = series_actions.add_series(LETTER | {"slug": "fuki"}, by=tier1)
    with pytest.raises(series_actions.SlugTaken):
        series_actions.add_series(LETTER, by=tier1)
    with pytest.raises(series_actions.SlugTaken):
        series_actions.edit_series(other, LETTER, seen=queries.fingerprint(other), by=tier1)
