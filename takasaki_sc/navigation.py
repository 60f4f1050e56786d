"""The main menu: a list, each entry with the permission that shows it."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.crypto import salted_hmac

from accounts.door import seconds_left
from councils.permissions import Permission
from takasaki_sc.lib.addresses import address_of


@dataclass(frozen=True)
class MenuEntry:
    """One line of the menu. permission None = shown to everybody."""

    label: str
    icon: str
    url_name: str
    prefixes: tuple[str, ...]
    permission: str | None = None


MENU = (
    MenuEntry("ホーム", "home", "home", ("/home/", "/reports/waiting/"), Permission.BOARD_VIEW),
    MenuEntry("会議の記録", "pencil-square", "councils:meeting-list",
              ("/councils/meetings/", "/councils/calendar/"), Permission.COUNCIL_VIEW),
    MenuEntry("協議体", "user-group", "councils:council-list",
              ("/councils/", "/activities/councils/", "/activities/roadmap-steps/"),
              Permission.COUNCIL_VIEW),
    MenuEntry("支え合い", "hand-raised", "activities:activity-list", ("/activities/",),
              Permission.COUNCIL_VIEW),
    MenuEntry("地域の資源", "map-pin", "resources:resource-list", ("/resources/", "/open/")),
    MenuEntry("広報紙", "newspaper", "newsletters:archive", ("/newsletters/",)),
    MenuEntry("報告", "chart-bar", "reports:report-list", ("/reports/",), Permission.COUNCIL_VIEW),
)  # fmt: skip


APART = (
    "/councils/programme/",
    "/councils/search/",
    "/councils/users/",
    "/councils/grants/",
)  # under no entry


def owner_of(user):
    """Whose things stay on the device, without saying who: 16 hex digits, empty for strangers."""
    if not (user and user.is_authenticated):
        return ""
    return salted_hmac("takasaki_sc.owner", str(user.pk), algorithm="sha256").hexdigest()[:16]


def navigation(request):
    """Context: `menu`, the entries this visitor may open, the current one marked;
    `owner`, the mark under which the device keeps drafts and sheets;
    `is_demo`, whether everybody on the pages is invented;
    `session_end`, when the log-in of somebody signed in ends, for static/js/idle.js."""
    user = getattr(request, "user", None)
    entries = [e for e in MENU if e.permission is None or (user and user.has_perm(e.permission))]
    current = _current(entries, request.path)
    return {
        "is_demo": settings.DEMO,
        "session_end": _end_of(request, user),
        "owner": owner_of(user),
        "menu": [
            {
                "label": entry.label,
                "icon": entry.icon,
                "url": address_of(entry.url_name),
                "is_current": entry is current,
            }
            for entry in entries
        ],
    }


def _end_of(request, user):
    """(seconds left, whether they can be made more) of somebody signed in, else None."""
    is_in = user and user.is_authenticated and hasattr(request, "session")
    return seconds_left(request) if is_in else None


def _current(entries, path):
    """The entry whose prefix says most of the address, or None."""
    found = [(len(p), e) for e in entries for p in e.prefixes if path.startswith(p)]
    if not found or path.startswith(APART):
        return None
    return max(found, key=lambda pair: pair[0])[1]
