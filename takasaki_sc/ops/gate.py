"""The gate of the settings: what would be dangerous in front of people does not start.

Called at the end of settings.py with what it settled. It speaks to the person who installs.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

SHORTEST_KEY, FEWEST_SIGNS = 50, 12
KEYS_OF_EXAMPLES = ("django-insecure-", "change", "secret", "example", "ここに")
LOCAL = re.compile(r"localhost|.*\.localhost|127(?:\.\d+){3}|\[?::1\]?|testserver")


class UnsafeSettings(ImproperlyConfigured):
    """The settings are dangerous; the message says what to change."""


@dataclass(frozen=True)
class Site:
    """What the gate looks at; the names are those of the settings."""

    debug: bool
    demo: bool
    secret_key: str
    allowed_hosts: tuple[str, ...]
    https: bool
    site_url: str
    trusted_origins: tuple[str, ...] = ()
    mfa_keys: tuple[str, ...] = ()

    @property
    def public_hosts(self):
        """Names by which others than this machine reach it."""
        return [host for host in self.allowed_hosts if not LOCAL.fullmatch(host)]

    @property
    def is_trial(self):
        return self.debug or self.demo


def refuse_danger(site):
    """UnsafeSettings with everything that is wrong, or nothing."""
    if faults := list(faults_of(site)):
        lines = "\n".join(f"  ・{fault}" for fault in faults)
        raise UnsafeSettings(f"このままでは安全に動かせません。\n{lines}\n（docs/operating.md）")


def faults_of(site):
    """Every reason not to start, in words."""
    if site.is_trial:
        yield from _of_a_trial(site)
        return
    yield from _of_the_key(site.secret_key)
    if any(len(key) < SHORTEST_KEY for key in site.mfa_keys if key != site.secret_key):
        yield f"MFA_KEYS の鍵が短すぎます。1つを{SHORTEST_KEY}文字以上にしてください。"
    yield from _of_the_names(site)
    if site.public_hosts:
        yield from _of_the_road(site)


def _of_a_trial(site):
    name = "DEBUG" if site.debug else "DEMO"
    if names := "、".join(site.public_hosts):
        yield (
            f"{name}=true は、このコンピューターの中だけで使えます。{name} を消すか、"
            f"ALLOWED_HOSTS を localhost だけにしてください（いま: {names}）。"
        )


def _of_the_key(key):
    if not key:
        yield "SECRET_KEY がありません。長い、でたらめな文字列を設定してください。"
    elif any(word in key[:24].lower() for word in KEYS_OF_EXAMPLES):
        yield "SECRET_KEY が見本のままです。自分で作った、でたらめな文字列にしてください。"
    elif len(key) < SHORTEST_KEY:
        yield f"SECRET_KEY が短すぎます（{len(key)}文字）。{SHORTEST_KEY}文字以上にしてください。"
    elif len(set(key)) < FEWEST_SIGNS or re.fullmatch(r"(.{1,16})\1+.{0,15}", key):
        yield "SECRET_KEY が同じ文字のくり返しです。でたらめな文字列にしてください。"


def _of_the_names(site):
    if wide := [host for host in site.allowed_hosts if host in ("*", ".") or host.count("*")]:
        yield f"ALLOWED_HOSTS に「{wide[0]}」は使えません。サーバーの名前を書いてください。"
    if not site.allowed_hosts:
        yield "ALLOWED_HOSTS がありません。サーバーの名前を書いてください（例 sc.example.jp）。"


def _of_the_road(site):
    """Whoever is reached from outside is reached by https and nothing else."""
    if not site.https:
        yield "HTTPS=false は、このコンピューターの中での試験だけで使えます。消してください。"
    address = urlsplit(site.site_url)
    if address.scheme != "https":
        yield "SITE_URL を https:// で始まるアドレスにしてください。"
    elif not _is_served(address.hostname or "", site.allowed_hosts):
        yield "SITE_URL の名前が ALLOWED_HOSTS にありません。"
    if plain := [origin for origin in site.trusted_origins if not origin.startswith("https://")]:
        yield f"CSRF_TRUSTED_ORIGINS の「{plain[0]}」を https:// で始めてください。"


def _is_served(host, allowed):
    return any(host == name or (name.startswith(".") and host.endswith(name)) for name in allowed)
