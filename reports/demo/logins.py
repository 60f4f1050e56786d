"""The demo log-ins, one for each role and one next door."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.core.management.base import CommandError

from accounts.actions import log_ins as actions
from accounts.models import User
from councils.models import Council, RoleGrant
from reports.demo.passwords import new_password

Role = RoleGrant.Role


@dataclass(frozen=True)
class Login:
    """One demo log-in: who it is, and what it may do for which council (by name)."""

    username: str
    display_name: str
    kana: str
    role: Role
    council: str = ""

    @property
    def role_words(self):
        return f"{self.role.label}（{self.council}）" if self.council else self.role.label


LOGINS = (
    Login("kanri", "見本 かなめ", "みほん かなめ", Role.ADMIN),
    Login("shi", "例示 しのぶ", "れいじ しのぶ", Role.CITY),
    Login("daiichi", "架空 だいすけ", "かくう だいすけ", Role.TIER1),
    Login("yawata", "仮名 やえこ", "かめい やえこ", Role.COORDINATOR, "八幡"),
    Login("centre", "試作 せつこ", "しさく せつこ", Role.CENTRE, "八幡"),
    Login("jumin", "模擬 じゅんいち", "もぎ じゅんいち", Role.RESIDENT, "八幡"),
    Login("miru", "想定 みる", "そうてい みる", Role.VIEWER),
    Login("toyooka", "標本 とよこ", "ひょうほん とよこ", Role.COORDINATOR, "豊岡"),
)


def make_logins(logins=LOGINS):
    """Make the demo log-ins that are missing. Returns (users made, their new password)."""
    _refuse_real_namesakes(logins)
    there = set(demo_users().values_list("username", flat=True))
    missing = [login for login in logins if login.username not in there]
    password = new_password()
    hashed = make_password(password)  # once for all: hashing is slow on purpose
    return [_make(login, hashed) for login in missing], password


def change_passwords():
    """One new password for all demo log-ins. Returns (users, password)."""
    users, password = list(demo_users()), new_password()
    for user in users:
        actions.change_password(user, password, by=None)
    return users, password


def demo_users():
    """The demo log-ins that are there."""
    return User.objects.filter(is_demo=True).order_by("pk")


def login_lines(users, password, logins=LOGINS):
    """The table for the screen: ログイン名, パスワード, 役割, in the order of the log-ins."""
    names = {user.username for user in users}
    lines = [f"  {login.username:<12}{password:<32}{login.role_words}"
             for login in logins if login.username in names]  # fmt: skip
    return [f"  {'ログイン名':<7}{'パスワード':<27}役割", *lines]


def _make(login, hashed):
    user = User.objects.create(
        username=login.username, display_name=login.display_name, is_demo=True, password=hashed
    )
    council = Council.objects.get(name=login.council) if login.council else None
    RoleGrant.objects.create(user=user, role=login.role, council=council)
    return user


def _refuse_real_namesakes(logins):
    names = [login.username for login in logins]
    taken = User.objects.filter(username__in=names, is_demo=False)
    if taken.exists():
        words = "、".join(taken.values_list("username", flat=True))
        raise CommandError(
            f"見本と同じログイン名の利用者がすでにいます（{words}）。"
            "見本の世界は、空のデータベースに作ってください。"
        )
