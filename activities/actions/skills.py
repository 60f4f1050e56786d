"""The city's two lists behind the register: what people can do, and the kinds of courses."""

from django.db import transaction

from accounts import audit


@transaction.atomic
def add_skill(skill, *, by):
    """One more できること to choose from. skill: unsaved."""
    _keep(skill)
    audit.record("skill_added", skill, by=by)
    return skill


@transaction.atomic
def change_skill(skill, words, *, by):
    """Another name, order or explanation; an end day takes it out of the choices."""
    changed = _put(skill, words)
    audit.record("skill_changed", skill, by=by, fields=changed)
    return skill


@transaction.atomic
def add_course_kind(kind, *, by):
    """One more kind of course. kind: unsaved."""
    _keep(kind)
    audit.record("course_kind_added", kind, by=by)
    return kind


@transaction.atomic
def change_course_kind(kind, words, *, by):
    """Another name or order, or whether it makes サービスの担い手. Who is one already stays one."""
    changed = _put(kind, words)
    audit.record("course_kind_changed", kind, by=by, fields=changed)
    return kind


def _put(thing, words):
    changed = [name for name, value in words.items() if getattr(thing, name) != value]
    for name in changed:
        setattr(thing, name, words[name])
    _keep(thing)
    return changed


def _keep(thing):
    thing.full_clean()
    thing.save()
