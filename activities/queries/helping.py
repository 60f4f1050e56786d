"""Who asks for help, who could come, and how far each request has got."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Max, Q
from django.db.models.functions import Coalesce

from activities.models import HelpAsk, HelpClient, HelpRequest, Offer, Supporter
from takasaki_sc.lib.seen import mark_of

State = HelpRequest.State
LIVING = (State.OPEN, State.ASKING, State.ASSIGNED, State.DONE)
WAITS_AT_MOST = timedelta(days=3)
"""A question to a supporter that is older than this counts as not answered."""

WORDS = ("skill_id", "detail", "wanted_on", "wanted_part", "wanted_text", "needs_provider",
         "activity_id")  # fmt: skip


def requests_of(council):
    """A council's requests that are not over, with what a line of the list shows: no names."""
    living = HelpRequest.objects.filter(council=council, state__in=LIVING)
    living = living.select_related("skill", "client__neighbourhood", "centre")
    return living.annotate(
        n_asked=Count("asks"),
        n_waiting=Count("asks", filter=Q(asks__answer=HelpAsk.Answer.WAITING)),
        n_yes=Count("asks", filter=Q(asks__answer=HelpAsk.Answer.YES)),
        last_asked_at=Max("asks__asked_at"),
    ).order_by("asked_on", "pk")


def past_requests_of(council):
    """What is thanked for or taken back, the newest first."""
    past = HelpRequest.objects.filter(council=council).exclude(state__in=LIVING)
    return past.select_related("skill", "client__neighbourhood").order_by(
        Coalesce("done_on", "asked_on").desc(), "-pk"
    )


def request_with_all():
    """For the page of one request."""
    return HelpRequest.objects.select_related(
        "council", "client__neighbourhood", "skill", "activity", "centre"
    )


def asks_of(request):
    """The supporters who were asked, in the order of asking."""
    return list(request.asks.select_related("supporter__person", "supporter__neighbourhood"))


def clients_of(council):
    """People of the council's district who were helped before and are still in the records."""
    return HelpClient.objects.filter(council=council, erased_at=None).order_by("kana", "pk")


def counts_by_council():
    """{council's pk: Counter of states}, for the overview of the whole city. One query."""
    found = {}
    rows = HelpRequest.objects.filter(state__in=LIVING).values_list("council_id", "state")
    for council, state in rows.order_by():
        found.setdefault(council, Counter())[state] += 1
    return found


def needs_the_centre(request, asks, now):
    """Whether nobody has said yes, and nobody is left to wait for. asks: of this request."""
    if request.state not in (State.OPEN, State.ASKING) or not asks:
        return False
    if any(ask.answer == HelpAsk.Answer.YES for ask in asks):
        return False
    waiting = [ask for ask in asks if ask.answer == HelpAsk.Answer.WAITING]
    return all(now - ask.asked_at > WAITS_AT_MOST for ask in waiting)


def request_mark(request):
    """The mark of what the edit page of a request shows."""
    return mark_of([getattr(request, word) for word in WORDS])


@dataclass(frozen=True)
class Match:
    """A supporter who could come, and why they stand where they stand in the list."""

    supporter: Supporter
    note: str
    is_near: bool
    is_free: bool | None
    n_asked_lately: int

    @property
    def rank(self):
        """Near and free come first; who was asked often of late comes later."""
        return (not self.is_near, self.is_free is not True, self.is_free is False,
                self.n_asked_lately, self.supporter.pk)  # fmt: skip


def matches_for(request, today):
    """Matches in order: those of the district who can do it, are on the register today, were
    not asked yet, and (where the request wants it) have finished the training. Three queries.
    """
    offers = _offers(request, today)
    lately = dict(
        HelpAsk.objects.filter(supporter__council=request.council_id)
        .filter(asked_at__date__gt=today - timedelta(days=90))
        .order_by()
        .values_list("supporter")
        .annotate(n=Count("pk"))
    )
    found = [_match(offer, request, lately.get(offer.supporter_id, 0)) for offer in offers]
    return sorted(found, key=lambda match: match.rank)


def _offers(request, today):
    on_register = Supporter.objects.on_day(today).in_use().filter(council=request.council_id)
    if request.needs_provider:
        on_register = on_register.filter(is_provider=True)
    offers = Offer.objects.filter(skill=request.skill_id, supporter__in=on_register)
    offers = offers.filter(Q(until_on=None) | Q(until_on__gt=today))
    offers = offers.exclude(supporter__asks__request=request)
    return offers.select_related("supporter__person", "supporter__neighbourhood").prefetch_related(
        "supporter__free_times"
    )


def _match(offer, request, n_asked_lately):
    supporter = offer.supporter
    where = request.client.neighbourhood_id
    is_near = where is not None and supporter.neighbourhood_id == where
    return Match(supporter, offer.note, is_near, _is_free(supporter, request), n_asked_lately)


def _is_free(supporter, request):
    """Yes, no, or None where one of the two did not say when."""
    times = list(supporter.free_times.all())
    if not times or request.wanted_on is None:
        return None
    that_day = [time for time in times if time.weekday == request.wanted_on.weekday()]
    if not request.wanted_part:
        return bool(that_day)
    return any(time.part == request.wanted_part for time in that_day)
