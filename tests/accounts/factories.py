"""Log-ins, invitations and trail entries in states that the product can produce."""

from datetime import date, timedelta

import factory
from django.contrib.auth.hashers import make_password
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.models import (
    AdminRequest,
    AuditEntry,
    AuditSeal,
    Invitation,
    PaperOrder,
    Purge,
    RetentionTerm,
    SealedWord,
    TrailPurge,
    User,
)

PASSWORD = "しろい紙とあおい空と4つの星"  # long, in words, not in any list


class UserFactory(DjangoModelFactory):
    """Somebody with a password who can sign in."""

    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"hito{n}")
    display_name = factory.Sequence(lambda n: f"見本 {n}")
    email = ""
    password = factory.LazyFunction(lambda: make_password(PASSWORD))


class InvitationFactory(DjangoModelFactory):
    """An invitation sent just now; the secret is `secret`."""

    class Meta:
        model = Invitation

    class Params:
        secret = factory.LazyFunction(Invitation.new_secret)

    user = factory.SubFactory(
        UserFactory, password=factory.LazyFunction(lambda: make_password(None))
    )
    secret_sha256 = factory.LazyAttribute(lambda o: Invitation.digest(o.secret))
    invited_by = factory.SubFactory(UserFactory)
    invited_at = factory.LazyFunction(timezone.now)
    expires_at = factory.LazyAttribute(lambda o: o.invited_at + timedelta(days=14))


class PaperOrderFactory(DjangoModelFactory):
    kind = "sample"
    title = "見本の紙"
    ordered_at = factory.LazyFunction(timezone.now)
    ordered_by = factory.SubFactory(UserFactory)

    class Meta:
        model = PaperOrder


class AuditEntryFactory(DjangoModelFactory):
    """A meeting was written down."""

    class Meta:
        model = AuditEntry

    by = factory.SubFactory(UserFactory)
    verb = "meeting_logged"
    target_model = "councils.meeting"
    target_id = "1"


class AuditSealFactory(DjangoModelFactory):
    """The place of an entry in the chain."""

    class Meta:
        model = AuditSeal

    number = factory.Sequence(lambda n: n + 1)
    entry = factory.SubFactory(AuditEntryFactory)
    previous_sha256 = "0" * 64
    sha256 = "1" * 64


class TrailPurgeFactory(DjangoModelFactory):
    """Old entries were taken off the trail."""

    class Meta:
        model = TrailPurge

    number = 1
    sha256 = "2" * 64
    until_on = date(2021, 3, 31)
    n_entries = 1
    at = factory.LazyFunction(timezone.now)


class RetentionTermFactory(DjangoModelFactory):
    code = "minutes"
    amount = 5
    set_at = factory.LazyFunction(timezone.now)
    set_by = factory.SubFactory(UserFactory)

    class Meta:
        model = RetentionTerm


class PurgeFactory(DjangoModelFactory):
    """Asked for, and not done yet."""

    as_of = factory.LazyFunction(timezone.localdate)
    digest = "0" * 64
    asked_at = factory.LazyFunction(timezone.now)
    asked_by = factory.SubFactory(UserFactory)

    class Meta:
        model = Purge


class SealedWordFactory(DjangoModelFactory):
    """A word laid aside while its use is stopped."""

    case = factory.SubFactory("tests.activities.factories.SubjectCaseFactory", kind="freeze")
    table, row, column = "councils.person", "1", "name"
    was, mark = "見本 止子", "（利用停止中）"

    class Meta:
        model = SealedWord


class AdminRequestFactory(DjangoModelFactory):
    """Asked today, not answered yet."""

    user = factory.SubFactory(UserFactory)
    asked_by = factory.SubFactory(UserFactory)
    asked_at = factory.LazyFunction(timezone.now)

    class Meta:
        model = AdminRequest
