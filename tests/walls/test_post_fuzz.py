"""G11, G3: whatever is sent to a page that takes something, it does not fall over, and nothing of
another council is touched.

The fields come from the forms as they are drawn and from what the views read: a new form is
tried without a line here. Every post is taken back before the next one.
"""

import logging
import re
from http.cookies import SimpleCookie

import pytest
import time_machine
from django.db import connection, transaction
from django.forms import BaseFormSet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, resolve, reverse

from tests.doors import THIRD_PARTY
from tests.proof import ASSURE
from tests.responses import put_away
from tests.test_doors import OURS
from tests.walls import attack, odd
from tests.walls.pages import is_paper, words_of
from tests.walls.shared import is_shared
from tests.walls.worlds import BIRD, NOW, Councils, empty_caches

PEOPLE = ("coordinator", "tier1", "city", "admin", "viewer")
OF_A_COUNCIL = "coordinator"
SHARES = 2 if ASSURE else 1
EVERY, ENOUGH = (SHARES, 2_500) if ASSURE else (19, 100)
FAULT = 500
MOST_ROWS = 300
_TABLE = re.compile(r'^\s*(?:INSERT\b.*?\bINTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.I)


class Siege:
    """Posts by several people, each taken back, and what went wrong at them."""

    def __init__(self, councils):
        self.councils = councils
        self.client = Client(raise_request_exception=False)
        self.failed, self.touched, self.said = {}, {}, {}
        self.n, self.n_through, self.addresses = 0, 0, set()
        self.models = {model._meta.db_table: model for model in councils.rows}
        self.were = {table: self._rows(table) for table in self.models}

    def _rows(self, table):
        model = self.models[table]
        return list(model.objects.filter(pk__in=self.councils.rows[model]).order_by("pk").values())

    def far_row(self, label):
        """The number of a row of the other council in this table; None where it has none."""
        keys = next((k for m, k in self.councils.rows.items() if m._meta.label == label), ())
        return max(keys, default=None)

    def lay(self, turn, name, address, seen):
        """Everything tried on the forms of one page."""
        who = attack.person_for(name, PEOPLE)
        self.councils.home.sign_in(self.client, who)
        found = list(attack.targets(self.client, name, address, seen))
        for target in found:
            for what, kind, body in attack.tries(target, turn, self.far_row):
                self.post(who, target.address, what, kind, body)

    def post(self, who, address, what, kind, body):
        cookies = SimpleCookie()
        cookies.update(self.client.cookies)
        with transaction.atomic():
            with CaptureQueriesContext(connection) as caught:
                response = self.client.generic("POST", address, body, kind)
            put_away(response)
            place = f"{who} {address} {what}"
            if response.status_code >= FAULT:
                self.failed[place] = repr(getattr(response, "exc_info", None))[:300]
            elif who == OF_A_COUNCIL:
                self._look_over(place, address, response, caught)
            transaction.set_rollback(True)
        self.client.cookies = cookies
        self.n, self.n_through = self.n + 1, self.n_through + (response.status_code == 302)
        self.addresses.add(address)

    def _look_over(self, place, address, response, caught):
        """Rows of the other council as they were, and none of its words in the answer."""
        tables = {m[1] for query in caught.captured_queries if (m := _TABLE.match(query["sql"]))}
        changed = [t for t in tables & self.were.keys() if self._rows(t) != self.were[t]]
        if changed:
            self.touched[place] = changed
        content = b"" if response.streaming else response.content
        if BIRD.encode() in content:
            name = resolve(address.split("?")[0]).view_name
            heard = self.councils.heard(words_of(content))
            if kept := {bird for bird in heard if not is_shared(bird, name)}:
                self.said[place] = kept


def addresses(world):
    """(name, address) of the pages of this share: ours, and those of allauth."""
    for name in (*OURS, *sorted(THIRD_PARTY)):
        try:
            yield name, world.address_of(name, OURS[name]) if name in OURS else reverse(name)
        except NoReverseMatch:
            continue


@pytest.fixture
def councils(db):
    with time_machine.travel(NOW, tick=False):
        empty_caches()
        logging.disable(logging.WARNING)
        yield Councils()
        logging.disable(logging.NOTSET)


@pytest.mark.expects_errors  # the list of what was sent says more than the first line of a log
@pytest.mark.proves("G11", "G3", "V2.2.1", "V16.5.3", "V8.2.2")
@pytest.mark.parametrize("share", range(SHARES))
def test_no_post_makes_a_page_fall_over_or_touches_another_council(councils, figure, share):
    siege = Siege(councils)
    seen = set()
    for turn, (name, address) in enumerate(addresses(councils.home)):
        if turn % EVERY == share and (ASSURE or not is_paper(name)):
            siege.lay(turn, name, address, seen)
    assert siege.failed == {}
    assert siege.touched == {}
    assert siege.said == {}
    assert siege.n >= ENOUGH
    where = f"{connection.vendor}・{share + 1}/{SHARES}"
    figure("G11", f"でたらめな送信（{where}）で 500 になった数", len(siege.failed), wanted="0")
    figure("G11", f"でたらめな送信の数（{where}）", siege.n, wanted="合わせて 10,000 以上")
    figure("G11", f"でたらめな送信のうち、書き込みまで進んだもの（{where}）", siege.n_through)
    figure("G3", f"でたらめな送信で変わった、よその協議体の行（{where}）", 0, wanted="0")


def test_the_net_holds_because_their_own_people_do_change_and_meet_their_rows(councils):
    siege, far = Siege(councils), councils.far
    far.sign_in(siege.client, OF_A_COUNCIL)
    for name, body in (
        ("activities:consultation-remove", b""),
        ("activities:supporter-leave", b""),
    ):
        siege.post(OF_A_COUNCIL, far.address_of(name, OURS[name]), name, odd.FORM, body)
    assert list(siege.touched.values()) == [["activities_consultation"]]
    assert "councils.Person.name" in set().union(*siege.said.values())


def test_no_set_of_rows_takes_more_of_them_than_a_page_can_hold():
    """A number in a hidden field must not make a thousand rows of choices (seconds of work)."""
    known, waiting = [], [BaseFormSet]
    while waiting:
        known += (found := waiting.pop().__subclasses__())
        waiting += found
    made = [one for one in known if hasattr(one, "absolute_max")]
    ours = [one for one in made if not one.form.__module__.startswith("tests.")]
    assert len(ours) >= 8
    assert {one.__name__: one.absolute_max for one in ours if one.absolute_max > MOST_ROWS} == {}
