"""Pages that the world of the doors leads past: here their things stand where they open."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from accounts.models import Invitation
from resources.actions.suggestions import make_link
from tests import factories as make
from tests.accounts.factories import InvitationFactory
from tests.resources.lists import csv, previewed

ROW = ",見本サロン,高崎市見本町1丁目2-3,毎週(火) 10:00～12:00,027-000-0001,"


def _meeting(world, name, **words):
    meeting = make.MeetingFactory(council=world.yawata, recorded_at=timezone.now(), **words)
    return reverse(f"councils:{name}", args=[meeting.pk])


def _proposal(world, name):
    day = timezone.localdate()
    words = {"department": "見本課", "sent_on": day, "answer": "見本の回答", "answered_on": day}
    proposal = make.ProposalFactory(council=world.yawata, state="answered", **words)
    return reverse(f"councils:{name}", args=[proposal.pk])


def _close(world):
    return _meeting(world, "meeting-close")


def _amend(world):
    closed = {"closed_at": timezone.now(), "closed_by": world.people["admin"]}
    return _meeting(world, "meeting-amend", **closed)


def _preview(world):
    batch = previewed(csv(ROW), by=world.people["city"])
    return reverse("resources:import-preview", args=[batch.pk])


def _local(world):
    address = reverse("activities:local-add", args=[world.yawata.pk])
    return f"{address}?{urlencode({'template': world.rule.pk})}"


def _issue(world, name, state):
    """An issue that was checked, or that is out."""
    now, by = timezone.now(), world.people["city"]
    words = {"state": state, "checked_at": now, "checked_by": by}
    if state == "published":
        words |= {"published_at": now, "published_by": by, "pdf": "x.pdf", "pdf_bytes": 1,
                  "pdf_sha256": "0" * 64, "n_pages": 4}  # fmt: skip
    issue = make.IssueFactory(series=world.issue.series, number=20 + len(name), **words)
    make.ArticleFactory(issue=issue)
    return reverse(f"newsletters:{name}", args=[issue.pk])


def _organiser(world):
    _, secret = make_link(world.resource, by=world.people["coordinator"], days=30)
    return reverse("resources:organiser-page", kwargs={"secret": secret})


def _invited(world):
    secret = Invitation.new_secret()
    InvitationFactory(secret=secret)
    return reverse("accounts:invitation-open", kwargs={"secret": secret})


OPENED = {
    "councils:meeting-close": _close,
    "councils:meeting-amend": _amend,
    "councils:proposal-correct": lambda world: _proposal(world, "proposal-correct"),
    "councils:proposal-report": lambda world: _proposal(world, "proposal-report"),
    "resources:import-preview": _preview,
    "activities:local-add": _local,
    "accounts:invitation-open": _invited,
    "newsletters:issue-detail": lambda world: _issue(world, "issue-detail", "published"),
    "newsletters:issue-corrections": lambda world: _issue(world, "issue-corrections", "published"),
    "newsletters:issue-publish": lambda world: _issue(world, "issue-publish", "checked"),
    "resources:organiser-page": _organiser,
}
