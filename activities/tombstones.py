"""What was forgotten stays known as a number and a sum, outside the database: an older backup
that is put back brings people back, and `manage.py reapply_erasures` forgets them again.
"""

import json
import os

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.crypto import salted_hmac

from accounts import subjects
from accounts.register import ERASED, HOLDINGS
from activities.models import Erasure
from activities.queries.privacy import roots_of
from councils.models import Person
from councils.personal import PERSON

SALT = "高崎SC.tombstone"


def of(erasure, by):
    """A tombstone: which rows, the sums of who they were, who decided. No word of theirs."""
    return {
        "roots": [[table, pk, sum_of(row)] for table, pk, row in _standing(roots_of(erasure))],
        "in_sentences": erasure.in_sentences,
        "person": erasure.person_id,
        "asked_at": erasure.asked_at.isoformat(),
        "asked_by": erasure.asked_by_id,
        "done_by": by.pk,
    }


def keep(tombstone):
    """One line more in the file that no backup of the database takes back."""
    path = settings.ERASURES_FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as kept:
        kept.write(json.dumps(tombstone) + "\n")
        kept.flush()
        os.fsync(kept.fileno())


def all_kept():
    """Every tombstone, the oldest first."""
    path = settings.ERASURES_FILE
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def sum_of(row):
    """A sum of who a row is: the same human after a restore, or somebody else?"""
    names = [str(getattr(row, name)) for name in HOLDINGS[row._meta.label_lower].known_by]
    return salted_hmac(SALT, "|".join(names), algorithm="sha256").hexdigest()


def returned(tombstone):
    """The roots that stand there again as they once were."""
    sums = {(table, pk): known for table, pk, known in tombstone["roots"]}
    back = _standing([[table, pk] for table, pk, _ in tombstone["roots"]])
    return [[table, pk] for table, pk, row in back if sum_of(row) == sums[table, pk]]


def stand_again(tombstone):
    """The request of then, which the older backup did not know, counts as done again."""
    person = Person.objects.filter(pk=tombstone["person"] or 0).first()
    users = get_user_model().objects
    asked, done = (users.filter(pk=tombstone[who]).first() for who in ("asked_by", "done_by"))
    is_erased = person is not None and person.name == ERASED
    if not (is_erased and asked and done):
        return
    words = {"done_at": tombstone["asked_at"], "done_by": done}
    others = [[table, pk] for table, pk, _ in tombstone["roots"] if table != PERSON]
    known = {"asked_at": tombstone["asked_at"], "asked_by": asked, "roots": others}
    Erasure.objects.update_or_create(person=person, defaults=words, create_defaults=known | words)


def _standing(roots):
    return [(table, row.pk, row) for table, row in subjects.rows_of(roots)]
