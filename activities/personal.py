"""What this room holds of people: who helps, who is helped, who learns, what was advised."""

from django.db.models import Q
from django.utils import timezone

from accounts.register import DUE, ENDINGS, FISCAL, SIGN, THING, file, holds, no_person
from activities.models import CourseSession, HelpClient, HelpRequest, Supporter
from councils.models import Coordinator, CouncilMember, Person
from councils.personal import PERSON

CLIENT = "activities.helpclient"

file(
    "supporters",
    "地域支え合いサポーターの名簿",
    purpose="支え合い活動の担い手をつなぎ、連絡するため",
    basis="介護保険法第115条の45第2項第5号・ご本人の申込み",
    seen_by="市・第1層SC・その協議体のSCとあんしんセンター",
    amount=3,
    unit=FISCAL,
    counts_from="名簿から外れた日",
)
file(
    "courses",
    "研修の受講と修了",
    purpose="担い手の研修を行い、修了を確かめるため",
    basis="介護保険法第115条の45第2項第5号・ご本人の申込み",
    seen_by="市・第1層SC・その協議体のSCとあんしんセンター",
    amount=5,
    unit=FISCAL,
    counts_from="研修の日",
)
file(
    "help",
    "頼みごとの記録",
    purpose="頼みごとをサポーターにつなぎ、終わるまで見届けるため",
    basis="介護保険法第115条の45第2項第5号・ご本人の依頼",
    seen_by="市・第1層SC・その協議体のSCとあんしんセンター（開くたびに記録）",
    amount=5,
    unit=FISCAL,
    counts_from="最後の頼みごとを受けた日",
)
file(
    "diary",
    "活動日誌と相談の記録",
    purpose="コーディネーターの活動を記し、相談にこたえるため",
    basis="介護保険法第115条の45第2項第5号・委託契約",
    seen_by="書いた人・市・第1層SC",
    amount=5,
    unit=FISCAL,
    counts_from="その日",
)
file(
    "days",
    "活動・行事・見学の記録",
    purpose="支え合い活動を記録し、広く知らせるため",
    basis="介護保険法第115条の45第2項第5号",
    seen_by="役割のある利用者",
    amount=5,
    unit=FISCAL,
    counts_from="活動の日",
)

holds(
    "activities.supporter",
    "supporters",
    personal=("wish", "until_reason"),
    owner={PERSON: "person"},
    since="until_on",
    only=Q(until_on__isnull=False),
)
holds(
    "activities.offer",
    "supporters",
    personal=("note",),
    owner={PERSON: "supporter__person"},
    since="supporter__until_on",
    only=Q(supporter__until_on__isnull=False),
)
holds("activities.freetime", "supporters")
holds("activities.courseentry", "courses")
holds("activities.coursecompletion", "courses", plain=("number",))
holds("activities.course", "courses", words=("title", "handbook", "source"))
holds(
    "activities.coursesession",
    "courses",
    words=("place", "title", "lecturer"),
    since="held_on",
    over=("lecturer",),
)
holds(
    CLIENT,
    "help",
    personal=("name", "kana", "phone", "address", "care_note"),
    known_by={"name": "name", "kana": "kana", "phone": "phone"},
)
holds(
    "activities.helprequest",
    "help",
    personal=("detail", "wanted_text", "signed_off", "thanks", "withdrawn_reason"),
    owner={CLIENT: "client"},
)
holds("activities.helpask", "help")
holds(
    "activities.diaryentry",
    "diary",
    words=("place", "result", "concern"),
    since="worked_on",
)
holds("activities.monthreview", "diary", words=("text",))
holds(
    "activities.consultation",
    "diary",
    words=("text", "answer"),
    since="worked_on",
    only=Q(is_open=False),
)
holds("activities.careconference", "diary", words=("title", "lesson"))
holds(
    "activities.supportactivity",
    "days",
    words=("name", "place", "schedule_text", "fee_text", "pause_reason", "end_reason", "source"),
    plain=("media_url",),
)
holds("activities.activitystep", "days", words=("text",))
holds("activities.modelvisit", "days", words=("other_name", "note"))
holds(
    "activities.event",
    "days",
    words=(
        "title", "theme", "place", "method", "lecturer", "story", "how_to_apply",
        "participants_text", "source", "cancel_reason",
    ),
    plain=("fee_text",),
    since="from_on",
    over=("lecturer",),
)  # fmt: skip
holds(
    "activities.eventpart",
    "days",
    personal=("speaker",),
    words=("title", "story"),
    plain=("section",),
    owner={PERSON: "person"},
    since="event__from_on",
)
holds("activities.eventaudience", "days", words=("label",))
holds(
    "activities.activitylog",
    "days",
    words=("story", "signed_off"),
    since="held_on",
    over=("signed_off",),
)
holds("activities.logstep", "days", words=("text",))
holds("activities.registerexport", "rights", words=("purpose",))
holds("activities.erasure", "rights", plain=("roots",))
holds("activities.localrule", "days", words=("text",))
holds("activities.ruletemplate", "days", words=("title", "text"))
no_person(
    {
        "activities.consultationtopic": "name",
        "activities.coursekind": "name",
        "activities.skill": "name explanation",
    },
    THING,
)
no_person(
    {"activities.intentanswer": "", "activities.carriedstep": "", "activities.monthlycount": ""},
    SIGN,
)


def people_over(last):
    """People whose last seat, term, registration and course all ended by that day."""
    running = Q(until_on=None) | Q(until_on__gt=last)
    later_course = CourseSession.objects.filter(held_on__gt=last)
    still = (
        CouncilMember.objects.filter(running).values("person"),
        Coordinator.objects.filter(running).values("person"),
        Supporter.objects.filter(running).values("person"),
        Person.objects.filter(course_entries__course__sessions__in=later_course).values("pk"),
        Person.objects.filter(user__is_active=True).values("pk"),
    )
    ended = Q(memberships__until_on__lte=last) | Q(coordinator_terms__until_on__lte=last)
    ended |= Q(supporter__until_on__lte=last)
    rows = Person.objects.filter(pk__in=Person.objects.filter(ended).values("pk"))
    for people in still:
        rows = rows.exclude(pk__in=people)
    return rows


def clients_over(last):
    """Those who were helped, whose last request came in by that day and is over."""
    over = (HelpRequest.State.THANKED, HelpRequest.State.WITHDRAWN)
    living = HelpRequest.objects.filter(Q(asked_on__gt=last) | ~Q(state__in=over))
    asked = HelpRequest.objects.filter(asked_on__lte=last).values("client")
    rows = HelpClient.objects.filter(erased_at=None, pk__in=asked)
    return rows.exclude(pk__in=living.values("client"))


def end_what_hangs(roots):
    """Whom they belonged to and when they were free is forgotten, too."""
    people = [pk for table, pk in roots if table == PERSON]
    clients = [pk for table, pk in roots if table == CLIENT]
    Person.objects.filter(pk__in=people).update(organisation=None)
    for supporter in Supporter.objects.filter(person__in=people):
        supporter.free_times.all().delete()
    HelpClient.objects.filter(pk__in=clients, erased_at=None).update(erased_at=timezone.now())


DUE.update({PERSON: people_over, CLIENT: clients_over})
ENDINGS.append(end_what_hangs)
