"""G3: nobody of 八幡 meets what another council keeps to itself: no page, list, search, file."""

import pytest
import time_machine
from django.db import transaction

from tests.doors import HOLDERS, may_open
from tests.proof import ASSURE
from tests.test_doors import OURS, door_of, outcome
from tests.walls.pages import is_paper, needs_thing, words_in
from tests.walls.shared import is_shared
from tests.walls.worlds import BIRD, NOW, Councils, empty_caches

ROLES = ("coordinator", "centre_staff", "resident")
EVERY = 1 if ASSURE else 7
"""The usual suite looks at every seventh page, another seventh for each role."""

ALWAYS = ("councils:search", "resources:edition-list", "activities:supporter-list")


@pytest.fixture
def councils(db):
    with time_machine.travel(NOW, tick=False):
        empty_caches()
        yield Councils()


def ask(client, method, address):
    """(what the door did, all the words of the answer); nothing stays written."""
    with transaction.atomic():
        response = getattr(client, method)(address)
        words = words_in(response)
        transaction.set_rollback(True)
    return outcome(response), words


def own_addresses(councils, name):
    """The page about things of one's own, and, where it is a list, asked for those of the other."""
    address = councils.home.address_of(name, OURS[name])
    if needs_thing(name):
        return [address]
    far = councils.far.yawata.pk
    return [address, f"{address}?q={BIRD}&council={far}", f"{address}?month=2026-10&year=2026"]


def pages_for(who):
    shift = ROLES.index(who)
    names = [name for name in OURS if ASSURE or not is_paper(name)]
    return [name for n, name in enumerate(names) if n % EVERY == shift % EVERY or name in ALWAYS]


def may_open_far(name, who):
    """Councils may read each other where the same role from another council may."""
    holders = HOLDERS[door_of(name)]
    return who in holders and "neighbour" in holders


@pytest.mark.proves("G3", "V8.2.2", "V8.3.1")
def test_no_page_shows_what_another_council_keeps_to_itself(client, councils, figure):
    leaks, n_asked = {}, 0
    for who in ROLES:
        councils.home.sign_in(client, who)
        for name in pages_for(who):
            if not may_open(name, door_of(name), who):
                continue
            for address in own_addresses(councils, name):
                _, words = ask(client, "get", address)
                n_asked += 1
                said = {p for p in councils.heard(words) if not is_shared(p, name)}
                if said:
                    leaks[who, address] = said
    assert leaks == {}
    figure("G3", "よその協議体のことばを探した答え（一覧・検索・選択肢・書き出し・PDF）", n_asked)


@pytest.mark.proves("G3", "V8.2.2", "V8.3.1")
def test_things_of_another_council_open_only_where_councils_share_them(client, councils, figure):
    wrong, n_asked = {}, 0
    for who in ROLES:
        councils.home.sign_in(client, who)
        for name in filter(needs_thing, pages_for(who)):
            address = councils.far.address_of(name, OURS[name])
            if address == councils.home.address_of(name, OURS[name]):
                continue
            wanted = "open" if may_open_far(name, who) else "refused"
            for method in ("get", "post"):
                found, words = ask(client, method, address)
                n_asked += 1
                said = {p for p in councils.heard(words) if not is_shared(p, name)}
                if found != wanted or said:
                    wrong[who, method, name] = (found, said)
    assert wrong == {}
    figure("G3", "よその協議体のものを開こうとした数", n_asked, wanted="1,000 以上（合わせて）")


# Fields that no page of ours shows to anybody at all: only lists of codes and old columns.
@pytest.mark.proves("G3")
@pytest.mark.assure
def test_the_net_holds_because_their_own_people_do_meet_these_words(client, councils, figure):
    heard = set()
    for who in ("coordinator", "centre_staff", "tier1", "admin"):
        councils.far.sign_in(client, who)
        for name in OURS:
            heard |= councils.heard(
                ask(client, "get", councils.far.address_of(name, OURS[name]))[1]
            )
    guarded = {p for p in councils.places if not is_shared(p, "")}
    figure("G3", "守られていることばのうち、本人たちの画面で確かに見えたもの",
           f"{len(guarded & heard)} / {len(guarded)}")  # fmt: skip
    assert len(guarded & heard) >= 60
