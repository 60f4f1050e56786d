"""The report of a year: reckoned, written, published for good, corrected in a new edition."""

import json
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEntry
from councils.actions.meetings import EditConflict
from reports import queries
from reports.actions import annual as actions
from reports.annual import differences, document, fingerprint
from reports.models import AnnualReport, CouncilNote, PlanItem
from tests import factories as make

TODAY = date(2026, 5, 1)
RECORDED = {"recorded_at": "2025-10-01T09:00+09:00"}
WORDS = {"introduction": "はじめのことば", "tier1_text": "第1層のことば"}


def verbs():
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


def publish(by, year=2025):
    draft = queries.draft_of(year)
    return actions.publish_report(
        year, by=by, today=TODAY, seen=fingerprint(document(draft, TODAY))
    )


@pytest.fixture
def held(yawata, regular):
    """Two meetings of 八幡 in 令和7年度."""
    return [
        make.MeetingFactory(council=yawata, kind=regular, held_on=date(2025, month, 8), **RECORDED)
        for month in (5, 6)
    ]


def number(doc, key):
    return doc["numbers"][key]["value"]


def test_published_numbers_stay_when_the_records_change(tier1, yawata, regular, held):
    report = publish(tier1)
    make.MeetingFactory(council=yawata, kind=regular, held_on=date(2025, 9, 8), **RECORDED)
    type(yawata).objects.filter(pk=yawata.pk).update(name="新しい名前")
    report.refresh_from_db()
    assert number(report.frozen, "meetings-held") == 2
    assert report.frozen["councils"][0]["name"] == "八幡"
    assert number(document(report, TODAY), "meetings-held") == 3
    assert fingerprint(report.frozen) == report.sha256


def test_what_changed_since_is_told(tier1, yawata, regular, held):
    report = publish(tier1)
    make.MeetingFactory(council=yawata, kind=regular, held_on=date(2025, 9, 8), **RECORDED)
    report.refresh_from_db()
    assert differences(report.frozen, document(report, TODAY)) == [
        ("第2層協議体の開催回数", "2回", "3回"),
        ("八幡の開催回数", "2回", "3回"),
    ]


def test_document_is_plain_and_comes_back_from_the_database_unchanged(tier1, held):
    report = publish(tier1)
    made = document(report, TODAY)
    report.refresh_from_db()
    assert json.loads(json.dumps(made)) == report.frozen


@pytest.mark.proves("V2.3.4")
def test_publishing_needs_the_numbers_that_were_looked_at(tier1, yawata, regular, held):
    seen = fingerprint(document(queries.draft_of(2025), TODAY))
    make.MeetingFactory(council=yawata, kind=regular, held_on=date(2025, 9, 8), **RECORDED)
    with pytest.raises(actions.NumbersMoved):
        actions.publish_report(2025, by=tier1, today=TODAY, seen=seen)
    assert (AnnualReport.objects.count(), verbs()) == (0, [])


def test_year_is_published_once(tier1, held):
    publish(tier1)
    with pytest.raises(actions.AlreadyPublished):
        actions.publish_report(2025, by=tier1, today=TODAY, seen="")
    with pytest.raises(actions.AlreadyPublished):
        actions.write_report(2025, WORDS, by=tier1, seen="")
    assert verbs() == ["annual_report_published"]


def test_correction_is_a_new_edition_with_its_reason(tier1, city, yawata, regular, held):
    first = publish(tier1)
    make.MeetingFactory(council=yawata, kind=regular, held_on=date(2025, 9, 8), **RECORDED)
    draft = actions.correct_report(first, "1件もれていたため", by=city)
    with pytest.raises(actions.CorrectionOpen):
        actions.correct_report(first, "もう一度", by=city)
    second = publish(city)
    first.refresh_from_db()
    assert (draft.edition, second.pk) == (2, draft.pk)
    assert second.frozen["why_corrected"] == "1件もれていたため"
    held_then_and_now = [number(r.frozen, "meetings-held") for r in (first, second)]
    assert held_then_and_now == [2, 3]
    assert [r.edition for r in queries.editions_of(2025)] == [2, 1]


@pytest.mark.proves("G6", "V2.3.4")
def test_words_are_not_lost_to_somebody_quicker(tier1, city):
    seen = queries.draft_of(2025).mark
    actions.write_report(2025, WORDS, by=city, seen=seen)
    with pytest.raises(EditConflict):
        actions.write_report(2025, WORDS | {"introduction": "別"}, by=tier1, seen=seen)
    assert AnnualReport.objects.get().introduction == "はじめのことば"


def test_note_of_a_council_is_not_lost_to_somebody_quicker(coordinator, tier1, yawata):
    seen = queries.note_of(yawata, 2025).mark
    actions.write_note(yawata, 2025, "集まりを始めた", by=coordinator, seen=seen)
    with pytest.raises(EditConflict):
        actions.write_note(yawata, 2025, "別", by=tier1, seen=seen)
    assert CouncilNote.objects.get().text == "集まりを始めた"


def test_plan_keeps_an_emptied_line_and_its_earlier_words(tier1):
    def lines(*texts):
        return [(text, "") for text in texts]

    def write(*texts):
        seen = queries.mark_of_plan(queries.plan_of(2026))
        return actions.write_plan(2026, "目標", lines(*texts), by=tier1, seen=seen)

    write("懇談の場", "広報")
    plan = write("懇談の場", "")
    emptied = PlanItem.objects.get(order=2)
    assert [item.text for item in plan.items.all()] == ["懇談の場", ""]
    assert [row.text for row in emptied.history.all()] == ["", "広報"]
    with pytest.raises(EditConflict):
        actions.write_plan(2026, "目標", lines("別"), by=tier1, seen="old")


def test_database_refuses_a_published_report_without_its_numbers(tier1):
    with pytest.raises(IntegrityError), transaction.atomic():
        make.AnnualReportFactory(state="published")
    make.AnnualReportFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        make.AnnualReportFactory(edition=2, why_corrected="わけ")
    with pytest.raises(IntegrityError), transaction.atomic():
        make.AnnualReportFactory(fiscal_year=2024, edition=2)


def test_footnotes_say_what_every_total_is_made_of(tier1, yawata, toyooka, regular, held):
    npo = make.OrganisationFactory(name="見本の会")
    term = make.CoordinatorFactory(council=yawata, contractor=npo)
    day = date(2025, 6, 2)
    make.DiaryEntryFactory(coordinator=term, contractor=npo, worked_on=day, is_outreach=True)
    make.DiaryEntryFactory(coordinator=term, worked_on=day, is_outreach=True)
    make.ConsultationFactory(coordinator=term, contractor=npo, worked_on=day)
    course = make.CourseFactory(title="見本講座", n_trained=9)
    make.CourseSessionFactory(course=course, held_on=day)
    make.MeetingFactory(council=toyooka, kind=regular, held_on=day, form="written")
    assert document(queries.draft_of(2025), TODAY)["footnotes"] == [
        "※1 見本の会：八幡",
        "※2 見本の会1回、市の直営・記録なし1回",
        "※3 見本講座9名",
        "※4 見本の会1件",
        "※5 開催回数：八幡2回（書面で開いた1回（豊岡1回）は入れていません）",
    ]


def test_footnote_tells_of_meetings_nobody_wrote_down_yet(yawata, toyooka, regular, held):
    for day in (date(2025, 7, 8), date(2025, 8, 8)):
        make.MeetingFactory(council=toyooka, kind=regular, held_on=day)
    doc = document(queries.draft_of(2025), TODAY)
    assert (number(doc, "meetings-held"), number(doc, "meetings-unwritten")) == (2, 2)
    assert doc["footnotes"][-1] == (
        "※5 開催回数：八幡2回（書面で開いた会議は数に入れない決まりです。この年度は、"
        "ありませんでした。ほかに記録がまだ2回（豊岡2回））"
    )


def test_line_of_the_first_tier_tells_what_is_not_written_down(city_council):
    kind = make.MeetingKindFactory(tier=1, name="推進会議")
    for words in (RECORDED, {}):
        make.MeetingFactory(council=city_council, kind=kind, held_on=date(2025, 6, 2), **words)
    line = document(queries.draft_of(2025), TODAY)["tier1"][0]
    assert (line["text"], line["more"]) == (
        "1回",
        "（推進会議 1回）（ほかに記録がまだ 推進会議 1回）",
    )


def test_topic_asked_for_by_one_is_not_printed(yawata):
    common, rare = (make.ConsultationTopicFactory(name=n, order=i) for i, n in enumerate("多少"))
    for topic in (common,) * 5 + (rare,):
        make.ConsultationFactory(topic=topic, worked_on=date(2025, 6, 2))
    doc = document(queries.draft_of(2025), TODAY)
    assert doc["numbers"]["consultations"]["parts"]["topic"] == [
        ["多", None, "非公開"],
        ["少", None, "3件未満"],
    ]
    assert doc["numbers"]["consultations"]["text"] == "6件"


def test_bodies_are_those_of_the_years_end(yawata):
    for name, until in (("続く会", None), ("解散した会", date(2025, 9, 1))):
        make.CouncilBodyFactory(council=yawata, organisation__name=name, until_on=until)
    (row,) = document(queries.draft_of(2025), TODAY)["councils"]
    assert row["bodies"] == ["続く会"]


def test_events_of_the_whole_city_stand_in_the_table_oldest_first(yawata):
    make.EventFactory(title="あとの会", from_on=date(2026, 2, 24), n_attended=250,
                      n_attended_kind="about")  # fmt: skip
    make.EventFactory(title="先の会", from_on=date(2025, 9, 6))
    make.EventFactory(title="地区の会", from_on=date(2025, 9, 7), council=yawata)
    make.EventFactory(title="中止の会", from_on=date(2025, 9, 8), cancelled_on=date(2025, 9, 1))
    events = document(queries.draft_of(2025), TODAY)["events"]
    assert [(e["title"], e["day"], e["people"]) for e in events] == [
        ("先の会", "令和7年9月6日（土）", ""),
        ("あとの会", "令和8年2月24日（火）", "約250人"),
    ]
