"""What can be looked for: one thing of the programme → the rows that find it.

Nothing is written here (councils/search_index.py does that), and nothing depends on today, so
that rows kept up by actions equal rows made anew.
"""

from functools import lru_cache

from councils.models import SearchEntry
from takasaki_sc.lib import wareki
from takasaki_sc.lib.kana import letter_key, search_key

Kind, Reach = SearchEntry.Kind, SearchEntry.Reach
LONGEST_TITLE = 300


def fold(*texts):
    """The words of an entry in one text. A line a text, so that no word bridges two of them.

    Where the rules that look at neighbours changed something (一丁目 → 1丁目), the text stands a
    second time without them: 「第三」 alone shall find 第三号 too.
    """
    lines = {}
    for text in texts:
        lines |= dict.fromkeys(_keys_of(text))
    return "\n".join(lines)


@lru_cache(maxsize=4_000)  # the names of the councils stand in every one of their entries
def _keys_of(text):
    return [key for key in (search_key(text), letter_key(text)) if key]


def names_of(council):
    """Every name people call a council by. Each of its entries can be found by them."""
    aliases = [alias.text for alias in council.aliases.all()]
    return [council.name, council.full_name, council.kana, council.nickname, *aliases]


def _entry(kind, source_key, target, council, title, texts=(), **words):
    """One unsaved row. texts: what is shown and found besides the title."""
    hidden = words.pop("also_found_by", ())
    text = "\n".join(text for text in texts if text)
    names = names_of(council) if council else []
    return SearchEntry(
        kind=kind, source_key=source_key, target_id=target, council=council,
        title=title[:LONGEST_TITLE], text=text, folded=fold(title, *texts, *hidden, *names),
        **words,
    )  # fmt: skip


# Councils ------------------------------------------------------------------------------------


def key_of_council(council):
    return f"councils.council:{council.pk}"


def entries_of_council(council):
    """The council with its names, centres and 町内会. Prefetch aliases, centres, neighbourhoods."""
    centres = list(council.centres.all())
    places = list(council.neighbourhoods.all())
    texts = [
        council.nickname,
        "、".join(alias.text for alias in council.aliases.all()),
        "、".join(centre.name for centre in centres),
        "、".join(place.name for place in places),
    ]
    kana = [thing.kana for thing in (*centres, *places)]
    return [
        _entry(Kind.COUNCIL, key_of_council(council), council.pk, council, council.full_name,
               texts, context=council.get_tier_display(), also_found_by=kana)
    ]  # fmt: skip


# Meetings ------------------------------------------------------------------------------------


def key_of_meeting(meeting):
    return f"councils.meeting:{meeting.pk}"


def entries_of_meeting(meeting):
    """The meeting and every line of its minutes, in their order."""
    lines = [
        *_head(meeting),
        *(_agenda_item(meeting, item) for item in meeting.agenda_items.all()),
        *(_decision(meeting, decision) for decision in meeting.decisions.all()),
        *(_homework(meeting, item) for item in meeting.action_items.all()),
        *(_amendment(meeting, amendment) for amendment in meeting.amendments.all()),
    ]
    place = f"{meeting.day_words}　{meeting.title}"
    for line in lines:
        line.happened_on, line.context = meeting.held_on, place
    return lines


def _line(meeting, kind, title, texts, *, is_internal=False):
    reach = Reach.INTERNAL if is_internal else Reach.OPEN
    return _entry(
        kind, key_of_meeting(meeting), meeting.pk, meeting.council, title, texts, reach=reach
    )


def _head(meeting):
    """The meeting as a whole; what its promoters noted for themselves stands apart."""
    programme = [f"{part.title} {part.story}".strip() for part in meeting.programme.all()]
    parties = "、".join(str(party) for party in meeting.parties.all())
    texts = [meeting.theme, meeting.place, *programme, parties, meeting.remark]
    yield _line(meeting, Kind.MEETING, meeting.title, texts)
    own_notes = [meeting.aim, meeting.internal_note]
    if any(own_notes):
        yield _line(meeting, Kind.MEETING, meeting.title, own_notes, is_internal=True)


def _agenda_item(meeting, item):
    about = item.about_council.full_name if item.about_council else ""
    texts = [item.discussion, item.outcome, item.place_of_origin, about]
    return _line(meeting, Kind.AGENDA, item.text, texts, is_internal=item.is_internal)


def _decision(meeting, decision):
    internal, due = decision.is_internal, _due(decision)
    return _line(meeting, Kind.DECISION, decision.text, [due], is_internal=internal)


def _homework(meeting, item):
    """What is to be done by when. By whom is a name, and names have a narrower reach."""
    return _line(meeting, Kind.HOMEWORK, item.what, [_due(item)])


def _due(line):
    return f"{wareki.format_date(line.due_on)}まで" if line.due_on else line.due_text


def _amendment(meeting, amendment):
    title, texts = f"{amendment.where}の訂正", [amendment.corrected, amendment.reason]
    return _line(meeting, Kind.MEETING, title, texts, is_internal=amendment.is_internal)


# People --------------------------------------------------------------------------------------


def key_of_people(council):
    """council None: those of the whole city."""
    return f"councils.people:{council.pk if council else 'city'}"


def entries_of_people(council, members, coordinators):
    """Who was what in the council, and when: past terms too, found by name, kana and role."""
    return [
        *(_member(council, member) for member in members),
        *(_coordinator(council, coordinator) for coordinator in coordinators),
    ]


def _member(council, member):
    core = "コアメンバー" if member.is_core else ""
    return _person(council, member, [member.get_affiliation_display(), member.office, core])


def _coordinator(council, coordinator):
    contractor = coordinator.contractor.name if coordinator.contractor else ""
    tier = coordinator.get_tier_display()
    roles = [f"{tier}SC", coordinator.get_appointment_display(), contractor]
    return _person(council, coordinator, roles, ["生活支援コーディネーター"])


def _person(council, seat, roles, called=()):
    texts = ["　".join(role for role in roles if role), _term(seat)]
    return _entry(
        Kind.PERSON, key_of_people(council), seat.person_id, council, seat.person.name, texts,
        reach=Reach.PEOPLE, happened_on=seat.from_on, also_found_by=[seat.person.kana, *called],
        context=council.full_name if council else "市全域",
    )  # fmt: skip


def _term(seat):
    """「令和5年4月1日〜令和7年3月31日」, as far as it is known."""
    first = wareki.format_date(seat.from_on) if seat.from_on else ""
    last = wareki.format_date(seat.until_on) if seat.until_on else ""
    return f"{first}〜{last}" if first or last else ""


# Visions and proposals -----------------------------------------------------------------------


def key_of_vision(vision):
    return f"councils.vision:{vision.pk}"


def entries_of_vision(vision):
    texts = [vision.sub_line, vision.explanation, vision.themes, vision.how_decided]
    decided = wareki.format_date(vision.decided_on) if vision.decided_on else vision.decided_text
    return [
        _entry(Kind.VISION, key_of_vision(vision), vision.pk, vision.council, vision.main_line,
               texts, happened_on=vision.decided_on, context=decided)
    ]  # fmt: skip


def key_of_proposal(proposal):
    return f"councils.proposal:{proposal.pk}"


def entries_of_proposal(proposal):
    """The 提言, and the answer that came back."""
    first, _, rest = proposal.text.partition("\n")
    return [
        _entry(
            Kind.PROPOSAL, key_of_proposal(proposal), proposal.pk, proposal.council, first,
            [first[LONGEST_TITLE:] + rest, proposal.department, proposal.answer],
            happened_on=proposal.raised_on, context=wareki.format_date(proposal.raised_on),
        )
    ]  # fmt: skip
