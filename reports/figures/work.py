"""What the coordinators did: outreach, hours by kind of work, consultations (J1, J2)."""

from django.db.models import Count, Exists, OuterRef, Sum

from activities.models import CareConference, Consultation, DiaryEntry, WorkCategory
from councils.models import Council, worded_later
from reports.figures.base import BY_CONTRACTOR, BY_COUNCIL, Breakdown, Definition, Line, register
from takasaki_sc.lib.figures import percent

DIARY = "生活支援コーディネーターの活動日誌"
SUBJECT = "コーディネーターの仕事"
BY_CATEGORY = Breakdown("仕事の種類", "category", dict(WorkCategory.choices))
BY_TIER = Breakdown("層", "tier", dict(Council.Tier.choices))
TIER2 = Council.Tier.SECOND


def diary(scope):
    """Diary entries that stand, newest first."""
    rows = DiaryEntry.objects.filter(removed_at=None).between(*scope.days)
    rows = scope.narrowed(rows).select_related("council", "contractor", "activity")
    return rows.order_by("-worked_on", "-pk")


def outreach(scope):
    return diary(scope).filter(is_outreach=True, tier=TIER2)


def consultations(scope):
    rows = Consultation.objects.filter(removed_at=None).between(*scope.days)
    rows = scope.narrowed(rows).select_related("council", "contractor", "topic")
    return rows.order_by("-worked_on", "-pk")


def care_conferences(scope):
    """Conferences with .is_attended: for a contractor, whether one of its own was there."""
    came = CareConference.attended_by.through.objects.filter(careconference=OuterRef("pk"))
    rows = scope.of(CareConference.objects.filter(held_on__range=scope.days))
    if scope.contractor is not None:
        came = came.filter(coordinator__contractor=scope.contractor)
    return rows.annotate(is_attended=Exists(came)).order_by("-held_on", "-pk")


def attended_share(rows):
    """The share of conferences with a coordinator there, None without any."""
    held = list(rows.values_list("is_attended", flat=True))
    return percent(sum(held), len(held), digits=1) if held else None


def in_hours(minutes):
    """「5時間20分」, 「45分」, 「1,230時間」."""
    hours, rest = divmod(minutes, 60)
    words = f"{hours:,}時間" if hours else ""
    return f"{words}{rest}分" if rest or not hours else words


def _diary_line(entry):
    where = str(entry.council) if entry.council_id else "市全域"
    words = f"{entry.get_category_display()}　{where}"
    return Line(entry.worked_on, words, entry.place or entry.result[:60])


def _consultation_line(row):
    where = str(row.council) if row.council_id else "市全域"
    return Line(row.worked_on, f"{row.topic}　{where}", row.get_asked_by_display())


register(
    Definition(
        "outreach",
        "サロンなどへ出向いた活動・拠点での活動（地域学習会を含む）",
        worded_later(
            "{tier2}コーディネーターの活動日誌のうち「地域に出向いた」に印があるもの。"
            "取り消したものは数えません。"
        ),
        DIARY,
        outreach,
        unit="回",
        breakdowns={
            "contractor": BY_CONTRACTOR,
            "council": BY_COUNCIL,
            "category": BY_CATEGORY,
        },
        line=_diary_line,
        subject=SUBJECT,
        inside_only=True,
    ),
    Definition(
        "diary-minutes",
        "仕事の時間",
        "活動日誌に書かれた時間（分）の合計。時間を書いていない日誌は入りません。",
        DIARY,
        diary,
        unit="分",
        measure=Sum("minutes"),
        in_words=in_hours,
        breakdowns={
            "category": BY_CATEGORY,
            "tier": BY_TIER,
            "contractor": BY_CONTRACTOR,
            "council": BY_COUNCIL,
        },
        line=_diary_line,
        subject=SUBJECT,
        inside_only=True,
    ),
    Definition(
        "diary-entries",
        "活動日誌の件数",
        "活動日誌の件数。取り消したものは数えません。",
        DIARY,
        diary,
        breakdowns={
            "category": BY_CATEGORY,
            "tier": BY_TIER,
            "contractor": BY_CONTRACTOR,
            "council": BY_COUNCIL,
        },
        line=_diary_line,
        subject=SUBJECT,
        inside_only=True,
    ),
    Definition(
        "consultations",
        "相談支援",
        "相談の記録の件数。同じ人からの相談も、受けるたびに1件です。",
        "生活支援コーディネーターの相談の記録",
        consultations,
        breakdowns={
            "contractor": BY_CONTRACTOR,
            "topic": Breakdown("主題", "topic__name", {}, ("topic__order",)),
            "council": BY_COUNCIL,
            "asked_by": Breakdown("相談した人", "asked_by", dict(Consultation.AskedBy.choices)),
        },
        line=_consultation_line,
        subject=SUBJECT,
        is_about_people=True,
        inside_only=True,
    ),
    Definition(
        "care-conferences",
        "地域ケア会議",
        "記録された地域ケア会議の回数。コーディネーターがいなかった会議も数えます。",
        "地域ケア会議の記録",
        care_conferences,
        unit="回",
        measure=Count("pk"),
        breakdowns={"council": BY_COUNCIL},
        line=lambda row: Line(row.held_on, row.title),
        subject=SUBJECT,
        inside_only=True,
    ),
    Definition(
        "care-attended",
        "地域ケア会議にコーディネーターが出た割合",
        "地域ケア会議のうち、コーディネーターが1人以上出席した会議の割合（小数第2位を四捨五入）。",
        "地域ケア会議の記録",
        care_conferences,
        unit="%",
        reckon=attended_share,
        line=lambda row: Line(row.held_on, row.title, "出席" if row.is_attended else "欠席"),
        subject=SUBJECT,
        inside_only=True,
    ),
)
