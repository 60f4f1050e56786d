"""What this room holds of people: who sits in a council, what was said, whom one might ask."""

from accounts.register import FIGURE, FISCAL, THING, YEARS, file, holds, no_person

PERSON, GUEST = "councils.person", "councils.meetingguest"

file(
    "people",
    "協議体メンバー・コーディネーターの名簿",
    purpose="協議体の運営と、メンバー・コーディネーターへの連絡のため",
    basis="介護保険法第115条の45第2項第5号（生活支援体制整備事業）",
    seen_by="市・第1層SC・その協議体のSCとあんしんセンター",
    amount=3,
    unit=FISCAL,
    counts_from="すべての任期・登録が終わった日",
)
file(
    "minutes",
    "会議の記録",
    purpose="話し合いと決定を残し、次の会議と報告に使うため",
    basis="介護保険法第115条の45第2項第5号・公文書の管理のきまり",
    seen_by="役割のある利用者（内部のメモは市と担当者だけ）",
    amount=5,
    unit=FISCAL,
    counts_from="会議の日",
)
file(
    "candidates",
    "声をかけたい方の控え",
    purpose="協議体に加わってもらいたい方に、声をかけるため",
    basis="個人情報保護法第61条（利用目的の達成に必要な範囲）",
    seen_by="その協議体のSCとあんしんセンター・市",
    amount=1,
    unit=YEARS,
    counts_from="最後に書いた日",
)

holds(
    PERSON,
    "people",
    personal=("name", "kana", "phone"),
    known_by={"name": "name", "kana": "kana", "phone": "phone"},
)
holds("councils.consent", "people", owner={PERSON: "person"}, ends="withdrawn_on")
holds("councils.councilmember", "people", personal=("office",), owner={PERSON: "person"})
holds("councils.coordinator", "people")
holds("councils.rolegrant", "logins")
holds("councils.attendance", "minutes")
holds(
    GUEST,
    "minutes",
    personal=("name", "belongs_to"),
    known_by={"name": "name"},
    since="meeting__held_on",
)
holds(
    "councils.candidate",
    "candidates",
    personal=("name", "kana", "known_for", "contact_by", "result"),
    known_by={"name": "name", "kana": "kana"},
    since="changed_at",
    goes=True,
)
holds(
    "councils.meeting",
    "minutes",
    words=("place", "theme", "aim", "facilitator", "remark", "internal_note", "source"),
    plain=("roles",),
)
holds("councils.meetingparty", "minutes", words=("other_name",))
holds(
    "councils.programmepart",
    "minutes",
    words=("title", "speaker", "story"),
    plain=("section",),
)
holds("councils.meetingaudience", "minutes", words=("label",))
holds(
    "councils.agendaitem",
    "minutes",
    words=("text", "discussion", "outcome", "place_of_origin"),
)
holds("councils.decision", "minutes", words=("text", "due_text"))
holds(
    "councils.actionitem",
    "minutes",
    personal=("who_text",),
    words=("what", "due_text"),
    owner={PERSON: "person"},
)
holds(
    "councils.amendment",
    "minutes",
    words=("where", "written", "corrected", "reason"),
)
holds(
    "councils.meetingfile",
    "minutes",
    words=("title",),
    files=("file",),
    plain=("content_type", "sha256"),
)
holds(
    "councils.searchentry",
    "minutes",
    words=("context", "title", "text", "folded"),
    plain=("source_key",),
)
holds(
    "councils.proposal",
    "minutes",
    words=("text", "tier1_note", "department", "answer"),
)
holds("councils.councilpause", "minutes", words=("reason",))
holds("councils.councilstage", "minutes", words=("evidence", "next_step"))
holds(
    "councils.vision",
    "minutes",
    words=("main_line", "sub_line", "explanation", "decided_text", "how_decided", "source"),
    plain=("themes",),
)
holds("councils.roadmapstep", "minutes", words=("text",))
holds("councils.profilepart", "minutes", words=("text", "source"))
holds("councils.councilbody", "people", words=("note",))
holds("councils.calendarfeed", "people", words=("label",), plain=("secret_sha256",))

no_person(
    {
        "councils.area": "name kana",
        "councils.neighbourhood": "name kana note",
        "councils.supportcentre": "name kana phone",
        "councils.organisation": "name short_name",
        "councils.council": "name kana nickname cohort_label established_text usual_schedule"
        " usual_place",
        "councils.councilalias": "text source",
        "councils.meetingkind": "code name",
        "councils.programme": "city prefecture code name slogan department phone centre"
        " tier1 tier2 council_ending",
    },
    THING,
)
no_person({"councils.areafigure": "label unit as_of_text source"}, FIGURE)
