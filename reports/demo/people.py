"""Invented people with seats in the councils, and one coordinator for each."""

from dataclasses import dataclass
from datetime import date
from itertools import product
from random import Random

from councils.models import Coordinator, Council, CouncilMember, Organisation, Person
from reports.demo.logins import LOGINS, Role
from reports.demo.words import SEED, bank
from takasaki_sc.lib import wareki

Seat = CouncilMember.Affiliation
STAFF = (Seat.WELFARE_COUNCIL, Seat.SUPPORT_CENTRE, Seat.CITY)
RESIDENTS = (
    Seat.WARD_MAYOR, Seat.WELFARE_COMMISSIONER, Seat.RESIDENT, Seat.SENIOR_CLUB, Seat.VOLUNTEER,
    Seat.COMMUNITY_HALL, Seat.WARD_MAYOR, Seat.WELFARE_COMMISSIONER, Seat.RESIDENT, Seat.VOLUNTEER,
    Seat.RESIDENT, Seat.OTHER,
)  # fmt: skip
OFFICES = ("会長", "副会長", "書記")
SEAT_OF_LOGIN = {"centre": Seat.SUPPORT_CENTRE, "jumin": Seat.RESIDENT}
BODIES = {
    Seat.WELFARE_COUNCIL: "見本社会福祉協議会",
    Seat.SUPPORT_CENTRE: "見本あんしんセンター",
    Seat.CITY: "見本市の担当課",
}
FULL_HOUSE = 15  # 八幡: the journey of the meeting form ticks 12 of 15
FEWEST, MOST_FORMER = 8, 3
N_TO_WELFARE = 3  # every third contract is the welfare council's


@dataclass
class Cast:
    """Who is handed out seats: fresh names, the log-ins' own people, bodies by name."""

    rng: Random
    names: list[tuple[str, str]]
    bodies: dict[str, Organisation]
    users: dict
    today: date

    def somebody(self, body=None):
        """An unsaved person with a name nobody else has."""
        name, kana = self.names.pop()
        organisation = self.bodies[body] if body else None
        return Person(name=name, kana=kana, organisation=organisation, is_demo=True)

    def behind(self, login, body=None):
        """The unsaved person behind a log-in."""
        person = self.somebody(body)
        person.name, person.kana = login.display_name, login.kana
        person.user = self.users[login.username]
        return person


def make_people(users, today):
    """Fill every council and give it a coordinator. Returns how many people there are."""
    cast = Cast(Random(SEED), _names(), _bodies(), users, today)
    cast.rng.shuffle(cast.names)
    councils = list(Council.objects.order_by("pk"))
    seats = [seat for council in councils for seat in _seats(cast, council)]
    terms = [_coordinator(cast, council) for council in councils]
    people = Person.objects.bulk_create([row.person for row in [*seats, *terms]])
    CouncilMember.objects.bulk_create(seats)
    Coordinator.objects.bulk_create(terms)
    return len(people)


def _names():
    families, given = bank("people")["families"], bank("people")["given"]
    return [(f"{a} {b}", f"{a_kana} {b_kana}")
            for (a, a_kana), (b, b_kana) in product(families, given)]  # fmt: skip


def _bodies():
    Organisation.objects.bulk_create(
        Organisation(name=name, kind=kind) for name, kind in bank("people")["organisations"]
    )
    return {body.name: body for body in Organisation.objects.all()}


def _seats(cast, council):
    """The members of today, each since some April, and some whose term has ended."""
    own = {SEAT_OF_LOGIN[login.username]: login for login in LOGINS
           if login.username in SEAT_OF_LOGIN and login.council == council.name}  # fmt: skip
    n_active = FULL_HOUSE if own else cast.rng.randint(FEWEST, FULL_HOUSE)
    kinds = [*RESIDENTS[: n_active - len(STAFF)], *STAFF]
    seats = []
    for n, kind in enumerate(kinds):
        login, body = own.pop(kind, None), BODIES.get(kind)
        person = cast.behind(login, body) if login else cast.somebody(body)
        seats.append(_member(cast, council, person, kind, office=OFFICES[n] if n < 3 else ""))
    return [*seats, *_former(cast, council)]


def _member(cast, council, person, kind, *, office=""):
    years_ago = cast.rng.choice((0, 1, 2, 2, 3, 4, 5))
    first, _ = wareki.fiscal_year_bounds(wareki.fiscal_year(cast.today) - years_ago)
    return CouncilMember(
        council=council, person=person, affiliation=kind, office=office, is_core=bool(office),
        from_on=first,
    )  # fmt: skip


def _former(cast, council):
    """People whose term ended last March or the March before."""
    for _ in range(cast.rng.randint(0, MOST_FORMER)):
        kind = cast.rng.choice(RESIDENTS)
        member = _member(cast, council, cast.somebody(), kind)
        year = wareki.fiscal_year(cast.today) - cast.rng.randint(1, 2)
        member.from_on = wareki.fiscal_year_bounds(year - 3)[0]
        member.until_on = wareki.fiscal_year_bounds(year)[1]
        yield member


def _coordinator(cast, council):
    login = _login_of(council)
    body = BODIES[Seat.WELFARE_COUNCIL if council.pk % N_TO_WELFARE == 0 else Seat.SUPPORT_CENTRE]
    year = wareki.fiscal_year(cast.today) - cast.rng.randint(2, 6)
    how = Coordinator.Appointment
    return Coordinator(
        person=cast.behind(login, body) if login else cast.somebody(body),
        tier=council.tier,
        council=council,
        appointment=how.APPOINTED if council.is_tier1 else how.COMMISSIONED,
        contractor=None if council.is_tier1 else cast.bodies[body],
        from_on=wareki.fiscal_year_bounds(year)[0],
    )


def _login_of(council):
    """The log-in that belongs to the council's coordinator, or None."""
    wanted = (Role.TIER1, "") if council.is_tier1 else (Role.COORDINATOR, council.name)
    return next((login for login in LOGINS if (login.role, login.council) == wanted), None)
