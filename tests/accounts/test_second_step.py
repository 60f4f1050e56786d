"""The second step: who has to have one, what they see until then, how it is set up and lost."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.urls import reverse

from accounts import guarded
from accounts.actions import log_ins as actions
from accounts.models import AuditEntry, User
from councils.models import RoleGrant
from tests import factories as make
from tests.accounts.factories import PASSWORD

SETUP = "/accounts/second-step/"
HOME = "/home/"
# Written down a second time, by hand: whose role opens names or addresses.
SEES_PERSONAL_DATA = {"admin", "city", "tier1", "coordinator", "centre", "resident"}
ONE_COUNCIL = {"coordinator", "centre", "resident"}


@pytest.fixture(autouse=True)
def _demanded(settings):
    settings.MFA_REQUIRED = True


def sign_in(client, user, password=PASSWORD):
    return client.post("/accounts/login/", {"login": user.username, "password": password})


def code_for(secret):
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def set_up_app(client):
    """Through the real form, with the secret as the page shows it. The answer to the code."""
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r'door__code">([A-Z2-7]+)<', page).group(1)
    return secret, client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})


def holder_of(role, yawata):
    return make.RoleGrantFactory(role=role, council=yawata if role in ONE_COUNCIL else None).user


@pytest.mark.proves("G19", "V6.3.3")
@pytest.mark.parametrize("role", RoleGrant.Role.values)
def test_every_role_with_personal_data_has_to_set_up_the_second_step(client, yawata, role):
    sign_in(client, holder_of(role, yawata))
    response = client.get(HOME)
    found = response.url if response.status_code == 302 else response.status_code
    assert found == (SETUP if role in SEES_PERSONAL_DATA else 200)


@pytest.mark.proves("G19")
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "/councils/"), ("get", "/activities/supporters/"), ("get", "/accounts/me/"),
        ("get", "/accounts/email/"), ("get", "/accounts/password/change/"), ("get", "/"),
        ("get", "/resources/"), ("post", "/councils/users/invite/"),
    ],
)  # fmt: skip
def test_nothing_but_the_setup_opens_before_it(client, admin, method, path):
    sign_in(client, admin)
    response = getattr(client, method)(path)
    assert (response.status_code, response.url) == (302, SETUP)


@pytest.mark.parametrize(
    "path", [SETUP, "/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/add/",
             "/accounts/logout/", "/accessibility/"],
)  # fmt: skip
def test_setup_and_the_way_out_open_before_it(client, coordinator, path):
    sign_in(client, coordinator)
    assert client.get(path).status_code == 200


def test_setup_page_says_what_to_do(client, coordinator):
    sign_in(client, coordinator)
    page = client.get(HOME, follow=True).content.decode()
    assert "<h1>2段階の確認を決めてください</h1>" in page
    assert reverse("mfa_add_webauthn") in page
    assert reverse("mfa_activate_totp") in page


def test_invented_people_of_a_demo_are_left_in_peace(client, coordinator, settings):
    User.objects.update(is_demo=True)
    sign_in(client, coordinator)
    assert client.get(HOME).status_code == 200
    settings.DEMO = False
    assert client.get(HOME).url == SETUP


def test_authenticator_app_opens_the_house_and_gives_codes_to_keep(client, coordinator):
    sign_in(client, coordinator)
    _, done = set_up_app(client)
    page = client.get(done.url).content.decode()
    assert done.url == reverse("mfa_view_recovery_codes")
    assert len(re.findall(r"<code>\d{8}</code>", page)) == 10
    assert client.get(HOME).status_code == 200


def test_second_step_is_looked_up_once_a_session(client, coordinator, django_assert_num_queries):
    sign_in(client, coordinator)
    set_up_app(client)
    client.get("/accounts/me/")
    user = User.objects.get(pk=coordinator.pk)
    assert guarded.must_have_second_step(user)
    # session, user, the roles, two lists of sign-ins, how many failed: none for the second step
    with django_assert_num_queries(5):
        client.get("/accounts/me/")


@pytest.mark.proves("G19")
def test_role_given_meanwhile_counts_with_the_next_click(client, viewer, yawata):
    sign_in(client, viewer)
    assert client.get(HOME).status_code == 200
    make.RoleGrantFactory(user=viewer, role="centre", council=yawata)
    assert client.get(HOME).url == SETUP


@pytest.mark.proves("G19", "V6.3.3")
def test_password_alone_does_not_open_the_door_any_more(client, coordinator):
    sign_in(client, coordinator)
    secret, _ = set_up_app(client)
    client.post("/accounts/logout/")
    asked = sign_in(client, coordinator)
    assert asked.url == reverse("mfa_authenticate")
    assert client.get(HOME).status_code == 302
    client.post(reverse("mfa_authenticate"), {"code": code_for(secret)})
    client.post(reverse("mfa_trust"), {"action": "skip"})
    assert client.get(HOME).status_code == 200


@pytest.mark.proves("G19", "V6.5.1")
def test_code_of_the_app_opens_once_only(client, coordinator):
    sign_in(client, coordinator)
    secret, _ = set_up_app(client)
    code, statuses = code_for(secret), []
    for _ in range(2):
        client.post("/accounts/logout/")
        sign_in(client, coordinator)
        statuses.append(client.post(reverse("mfa_authenticate"), {"code": code}).status_code)
    assert statuses == [302, 200]


def recovery_codes(user):
    return Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()


def test_recovery_code_opens_once_and_never_again(client, coordinator):
    sign_in(client, coordinator)
    set_up_app(client)
    code = recovery_codes(coordinator)[0]
    statuses = []
    for _ in range(2):
        client.post("/accounts/logout/")
        sign_in(client, coordinator)
        statuses.append(client.post(reverse("mfa_authenticate"), {"code": code}).status_code)
    assert statuses == [302, 200]


@pytest.mark.parametrize(
    ("action", "again"), [("trust", HOME), ("skip", "/accounts/2fa/authenticate/")]
)
def test_own_device_is_remembered_where_asked_to(client, coordinator, action, again):
    sign_in(client, coordinator)
    set_up_app(client)
    client.post("/accounts/logout/")
    sign_in(client, coordinator)
    client.post(reverse("mfa_authenticate"), {"code": recovery_codes(coordinator)[0]})
    page = client.get(reverse("mfa_trust")).content.decode()
    assert "ほかの人も使う端末では「覚えない」" in page
    client.post(reverse("mfa_trust"), {"action": action})
    client.post("/accounts/logout/")
    assert sign_in(client, coordinator).url == again


def test_changes_of_the_second_step_are_in_the_trail(
    client, coordinator, django_capture_on_commit_callbacks
):
    sign_in(client, coordinator)
    with django_capture_on_commit_callbacks(execute=True):
        set_up_app(client)
    client.post(reverse("mfa_deactivate_totp"))
    changes = AuditEntry.objects.filter(verb="second_step_changed").order_by("pk")
    assert [entry.facts["change"] for entry in changes] == ["totp_activated", "totp_deactivated"]


@pytest.mark.proves("G19", "V7.4.3")
def test_taking_the_second_step_off_ends_other_sessions_and_asks_anew(client, coordinator):
    other = client.__class__()
    other.force_login(coordinator)
    sign_in(client, coordinator)
    set_up_app(client)
    assert other.get(HOME).status_code == 200
    client.post(reverse("mfa_deactivate_totp"))
    assert client.get(HOME).url == SETUP
    assert other.get(HOME).url == "/accounts/login/?next=%2Fhome%2F&why=ended"


def test_lost_telephone_starts_anew(client, coordinator, admin):
    sign_in(client, coordinator)
    set_up_app(client)
    actions.reset_second_step(coordinator, by=admin)
    assert client.get(HOME).url.startswith("/accounts/login/")
    sign_in(client, coordinator)
    assert client.get(HOME).url == SETUP
    assert AuditEntry.objects.get(verb="second_step_reset").facts == {"n_second_steps": 2}
