"""Keeping a council's own page true: facts, 町内会, pauses, stages, profile, figures."""

from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Q

from accounts import audit
from councils import search_index
from councils.actions.meetings import EditConflict
from councils.models import (
    AreaFigure,
    Council,
    CouncilAlias,
    CouncilPause,
    CouncilStage,
    Neighbourhood,
    ProfilePart,
    SupportCentre,
)
from councils.queries import marks
from councils.versions import keep_first

NOTE_LENGTH = 200
NEIGHBOURHOOD_WORDS = ("name", "kana", "order", "is_doubtful", "note")
PROFILE_WORDS = ("text", "as_of", "source")
STAGE_WORDS = ("reached_on", "evidence", "next_step")


class AlreadyPaused(Exception):
    """この協議体は、いまお休み中です。先に「再開」を記録してください。"""


@dataclass(frozen=True)
class Basics:
    """What one form says about a council. aliases: [(text, source)]."""

    words: dict
    aliases: list[tuple[str, str]] = field(default_factory=list)
    centres: list[SupportCentre] = field(default_factory=list)
    new_centres: list[str] = field(default_factory=list)


@transaction.atomic
def change_basics(council, basics, *, seen, by):
    """Nickname, reading, usual day and place, founding, spellings and centres, in one go.

    A spelling that is no longer on the list is taken out: it only serves to find the council.
    Raises EditConflict when somebody saved since `seen`.
    """
    council = _locked(council)
    _refuse_stale(seen, marks.basics_mark(council))
    changed = [name for name, value in basics.words.items() if getattr(council, name) != value]
    for name in changed:
        setattr(council, name, basics.words[name])
    council.full_clean()
    council.save(update_fields=changed)
    _put_aliases(council, basics.aliases)
    made = [_centre_named(name) for name in basics.new_centres]
    council.centres.set([*basics.centres, *made])
    search_index.refresh_council(council)
    audit.record(
        "council_corrected", council, by=by, council=council, fields=changed,
        n_aliases=len(basics.aliases), n_centres=council.centres.count(),
    )  # fmt: skip
    return council


def _put_aliases(council, aliases):
    standing = {alias.text: alias for alias in council.aliases.all()}
    for text, source in aliases:
        alias = standing.pop(text, None) or CouncilAlias(council=council, text=text)
        alias.source = source
        alias.full_clean()
        alias.save()
    for left_over in standing.values():
        left_over.delete()


def _centre_named(name):
    return SupportCentre.objects.get_or_create(name=name)[0]


@transaction.atomic
def put_neighbourhoods(council, lines, *, seen, by):
    """The 町内会 become what the form says. None goes away: needs and resources hang on them.

    lines: unsaved Neighbourhoods; one with a pk is a standing row. A row that is renamed keeps
    its old name in the note. Raises EditConflict when somebody saved since `seen`.
    """
    council = _locked(council)
    _refuse_stale(seen, marks.neighbourhoods_mark(council))
    standing = {row.pk: row for row in council.neighbourhoods.all()}
    known = [line for line in lines if line.pk in standing]
    fresh = [line for line in lines if line.pk is None]
    renamed = [line for line in known if line.name != standing[line.pk].name]
    for line in renamed:  # two rows may change names with each other
        Neighbourhood.objects.filter(pk=line.pk).update(name=f"（直し中 {line.pk}）")
        line.note = _note_with_old_name(line.note, standing[line.pk].name)
    for line in [*known, *fresh]:
        row = standing.get(line.pk) or Neighbourhood(council=council)
        _save_with(row, line, NEIGHBOURHOOD_WORDS)
    search_index.refresh_council(council)
    audit.record(
        "neighbourhoods_changed", council, by=by, council=council,
        new=len(fresh), n_renamed=len(renamed),
    )  # fmt: skip
    return council


def _note_with_old_name(note, name):
    words = f"もとの書き方：{name}"
    if words in note:
        return note
    return f"{note}　{words}".strip()[:NOTE_LENGTH]


@transaction.atomic
def start_pause(council, *, from_on, reason, by):
    """The council rests from that day. Raises AlreadyPaused where it rests already."""
    council = _locked(council)
    if council.pauses.filter(Q(until_on=None) | Q(until_on__gt=from_on, from_on__lte=from_on)):
        raise AlreadyPaused
    pause = CouncilPause(council=council, from_on=from_on, reason=reason)
    pause.full_clean()
    pause.save()
    audit.record("pause_started", pause, by=by, council=council)
    return pause


@transaction.atomic
def end_pause(pause, *, until_on, by):
    """The council meets again from that day."""
    pause.until_on = until_on
    pause.full_clean()
    pause.save(update_fields=["until_on"])
    audit.record("pause_ended", pause, by=by, council=pause.council)
    return pause


@transaction.atomic
def put_stage(council, line, *, seen, by):
    """Say when a step of the way was reached, what shows it, and what comes next.

    line: an unsaved CouncilStage. Raises EditConflict when somebody saved since `seen`.
    """
    council = _locked(council)
    _refuse_stale(seen, marks.stage_mark(council, line.stage))
    row = CouncilStage.objects.filter(council=council, stage=line.stage).first()
    row = row or CouncilStage(council=council, stage=line.stage)
    _keep_words(row, by)
    _save_with(row, line, STAGE_WORDS)
    audit.record("stage_recorded", row, by=by, council=council, stage=row.stage)
    return row


@transaction.atomic
def change_profile(council, parts, *, seen, by):
    """The six-part profile becomes what the form says.

    parts: six unsaved ProfileParts. Raises EditConflict when somebody saved since `seen`.
    """
    council = _locked(council)
    _refuse_stale(seen, marks.profile_mark(council))
    standing = {row.part: row for row in council.profile.all()}
    changed = []
    for part in parts:
        row = standing.get(part.part)
        if row is None and not part.text:
            continue
        if row and all(getattr(row, n) == getattr(part, n) for n in PROFILE_WORDS):
            continue
        row = row or ProfilePart(council=council, part=part.part)
        _keep_words(row, by)
        _save_with(row, part, PROFILE_WORDS)
        changed.append(str(part.part))
    audit.record("profile_changed", council, by=by, council=council, fields=changed)
    return council


@transaction.atomic
def add_figure(council, figure, *, by):
    """One more dated number about the council's area. figure: an unsaved AreaFigure."""
    figure.area, figure._history_user = council.area, by
    figure.full_clean()
    figure.save()
    audit.record("figure_added", figure, by=by, council=council)
    return figure


@transaction.atomic
def correct_figure(figure, words, *, seen, by):
    """A number was mistyped, or became doubtful. Raises EditConflict (see marks.figure_mark)."""
    council = _locked(figure.area.council)
    standing = AreaFigure.objects.get(pk=figure.pk)
    _refuse_stale(seen, marks.figure_mark(standing))
    _keep_words(standing, by)
    changed = [name for name, value in words.items() if getattr(standing, name) != value]
    for name in changed:
        setattr(standing, name, words[name])
    standing.full_clean()
    standing.save()
    audit.record("figure_corrected", standing, by=by, council=council, fields=changed)
    return standing


def _keep_words(row, by):
    """What stood in the row stays readable on its page, and who changes it now."""
    if row.pk:
        keep_first(row)
    row._history_user = by


def _save_with(row, line, names):
    """Put the words of a line of the form on the row it stands for, and save it whole."""
    for name in names:
        setattr(row, name, getattr(line, name))
    row.full_clean()
    row.save()


def _locked(council):
    """The council as it is now, held until the end: two saves come one after the other."""
    return Council.objects.select_for_update().get(pk=council.pk)


def _refuse_stale(seen, now):
    if seen != now:
        raise EditConflict
