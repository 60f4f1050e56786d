"""From the asking to the thanks: every step of helping each other is written down once."""

from django.db import transaction
from django.utils import timezone

from accounts import audit
from activities.models import HelpAsk, HelpClient, HelpRequest
from activities.queries.helping import WORDS, request_mark
from councils.actions.meetings import EditConflict
from councils.models import Council

State = HelpRequest.State
ERASED = "（消去）"
PERSONAL = ("name", "kana", "phone", "address", "care_note")


class NotAtThisStep(Exception):
    """この頼みごとは、もう先に進んでいます。画面を開き直してください。"""


class NotTrained(Exception):
    """この頼みごとは、研修を修了した「サービスの担い手」に頼むことになっています。"""


class StillOpen(Exception):
    """終わっていない頼みごとがある方の情報は、消せません。"""


@transaction.atomic
def look_at_client(request, supporters, *, by):
    """Somebody opens the page with the name and the address; the look is on record.

    supporters: those whose names stand beside it.
    """
    audit.record("help_client_seen", request, by=by, council=request.council,
                 shown={"clients": [request.client_id],
                        "people": [row.person_id for row in supporters]})  # fmt: skip
    return request.client


@transaction.atomic
def take_request(council, client, words, *, token, by):
    """Somebody would like help. client: a HelpClient, saved or new; words: {field: value}.

    token: of the form; the same form sent twice is one request. Returns it.
    """
    Council.objects.select_for_update().get(pk=council.pk)  # one form, one request
    there = HelpRequest.objects.filter(submit_token=token).first()
    if there:
        return there
    if client.pk is None:
        client.council = council
        client._history_user = by
        client.save()
    request = HelpRequest(
        council=council, client=client, asked_on=timezone.localdate(), written_by=by,
        submit_token=token, **words,
    )  # fmt: skip
    _save(request, by)
    audit.record("help_asked", request, by=by, council=council)
    return request


@transaction.atomic
def edit_request(request, words, *, seen, by):
    """The wish reads like this from now on. Raises EditConflict, NotAtThisStep when it is over."""
    request = _locked(request, *(State.OPEN, State.ASKING, State.ASSIGNED))
    if seen != request_mark(request):
        raise EditConflict
    changed = [word for word in WORDS if getattr(request, word) != words[word]]
    for word in changed:
        setattr(request, word, words[word])
    _save(request, by)
    audit.record("help_changed", request, by=by, council=request.council, fields=changed)
    return request


@transaction.atomic
def ask_supporter(request, supporter, *, by):
    """A supporter is asked whether they can come. Asked twice, nothing changes.

    Raises NotTrained where the request wants the training, NotAtThisStep when it is over.
    """
    request = _locked(request, State.OPEN, State.ASKING, State.ASSIGNED)
    if request.needs_provider and not supporter.is_provider:
        raise NotTrained(NotTrained.__doc__)
    ask, is_new = HelpAsk.objects.get_or_create(
        request=request, supporter=supporter, defaults={"asked_at": timezone.now()}
    )
    if is_new:
        if request.state == State.OPEN:
            request.state = State.ASKING
            _save(request, by)
        audit.record("supporter_asked", request, by=by, council=request.council)
    return ask


@transaction.atomic
def answer_ask(ask, answer, *, by):
    """What the supporter said (HelpAsk.Answer). Who says no after a yes is not going."""
    request = _locked(ask.request, State.OPEN, State.ASKING, State.ASSIGNED)
    ask.refresh_from_db()  # somebody else may have written an answer while we waited
    ask.answer, ask.answered_at = answer, timezone.now()
    ask.is_assigned = ask.is_assigned and answer == HelpAsk.Answer.YES
    ask.save()
    goes = request.asks.filter(is_assigned=True).exists()
    if request.state == State.ASSIGNED and not goes:
        request.state = State.ASKING
        _save(request, by)
    audit.record("supporter_answered", request, by=by, council=request.council)
    return ask


@transaction.atomic
def assign_supporter(ask, *, by):
    """Who said yes is the one to go; two may go together."""
    request = _locked(ask.request, State.ASKING, State.ASSIGNED)
    ask.refresh_from_db()  # a yes may have become a no while we waited
    if ask.answer != HelpAsk.Answer.YES:
        raise NotAtThisStep(NotAtThisStep.__doc__)
    ask.is_assigned = True
    ask.save()
    request.state = State.ASSIGNED
    _save(request, by)
    audit.record("supporter_assigned", request, by=by, council=request.council)
    return ask


@transaction.atomic
def tell_centre(request, centre, *, by):
    """Nobody can come: the support centre knows of it from now on."""
    request = _locked(request, State.OPEN, State.ASKING)
    request.centre, request.centre_told_at = centre, timezone.now()
    _save(request, by)
    audit.record("centre_told", request, by=by, council=request.council)
    return request


@transaction.atomic
def finish_request(request, *, done_on, minutes, signed_off, by):
    """It is done, and whoever was helped has confirmed it (サイン). minutes may be None."""
    request = _locked(request, State.ASSIGNED)
    request.done_on, request.minutes = done_on, minutes
    request.signed_off, request.signed_off_at = signed_off, timezone.now()
    request.state = State.DONE
    _save(request, by)
    audit.record("help_done", request, by=by, council=request.council)
    return request


@transaction.atomic
def thank(request, *, thanks, by):
    """The thanks have reached those who went."""
    request = _locked(request, State.DONE)
    request.thanks, request.state = thanks, State.THANKED
    _save(request, by)
    audit.record("help_thanked", request, by=by, council=request.council)
    return request


@transaction.atomic
def withdraw_request(request, *, reason, by):
    """It is not wanted any more, for a reason."""
    request = _locked(request, State.OPEN, State.ASKING, State.ASSIGNED)
    request.state, request.withdrawn_reason = State.WITHDRAWN, reason
    _save(request, by)
    audit.record("help_withdrawn", request, by=by, council=request.council)
    return request


@transaction.atomic
def erase_client(client, *, by):
    """Name, phone and address go, from every version too; how often help was given stays.

    Raises StillOpen while a request of theirs is not over.
    """
    client = HelpClient.objects.select_for_update().get(pk=client.pk)
    over = (State.THANKED, State.WITHDRAWN)
    if client.requests.exclude(state__in=over).exists():
        raise StillOpen(StillOpen.__doc__)
    nothing = dict.fromkeys(PERSONAL, "") | {"name": ERASED}
    HelpClient.objects.filter(pk=client.pk).update(erased_at=timezone.now(), **nothing)
    HelpClient.history.filter(id=client.pk).update(**nothing)
    words = dict.fromkeys(("detail", "wanted_text", "thanks", "withdrawn_reason"), "")
    requests = HelpRequest.objects.filter(client=client)
    requests.update(**words)
    HelpRequest.history.filter(id__in=requests.values("pk")).update(**words)
    audit.record("help_client_erased", client, by=by, council=client.council)
    client.refresh_from_db()
    return client


def _locked(request, *states):
    """The request as it is now, if it stands at one of these steps."""
    request = HelpRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if request.state not in states:
        raise NotAtThisStep(NotAtThisStep.__doc__)
    return request


def _save(request, by):
    request._history_user = by
    request.save()
