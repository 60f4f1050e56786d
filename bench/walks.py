"""Which pages the visitors of the load open, taken from the demo world."""

from itertools import cycle, islice

from accounts.models import User
from bench.visitors import Visitor
from councils.models import Council, Meeting
from newsletters.models import Issue
from resources.models import SocialResource

FIND = (
    "/resources/?q=体操",
    "/resources/?q=買い物",
    "/resources/?q=サロン",
    "/newsletters/?q=見守り",
)


def users():
    """The demo log-ins by name."""
    return {user.username: user for user in User.objects.filter(is_demo=True)}


def quoted(path):
    """A request line is ASCII."""
    head, _, query = path.partition("=")
    return f"{head}={''.join(f'%{byte:02X}' for byte in query.encode())}" if query else path


def residents(n):
    """People without a log-in: what is near, and what the newsletters tell."""
    resources = SocialResource.objects.filter(is_public=True).order_by("pk")[:60]
    issues = Issue.objects.published()[:6]
    paths = [
        *("/", "/", "/resources/", "/resources/", "/resources/calendar/", "/newsletters/"),
        *(quoted(path) for path in FIND),
        *(f"/resources/{resource.pk}/" for resource in resources[:20]),
        *(f"/newsletters/{issue.pk}/" for issue in issues),
        *(f"/newsletters/{issue.pk}/cover.png" for issue in issues if issue.cover),
        *(f"/newsletters/{issue.pk}/pdf/" for issue in issues[:2]),
    ]
    return [Visitor("住民", paths) for _ in range(n)]


def coordinators(n, sessions):
    """Coordinators of 八幡 and 豊岡: their board, their councils, a record to correct."""
    visitors = []
    for name, council_name in (("yawata", "八幡"), ("toyooka", "豊岡")):
        council = Council.objects.get(name=council_name)
        own = Meeting.objects.filter(council=council).recorded().order_by("-held_on")
        meetings = list(own.filter(closed_at=None)) or list(own)
        paths = [
            *("/home/", "/home/", f"/councils/{council.pk}/", f"/councils/{council.pk}/meetings/"),
            *("/councils/meetings/", "/councils/calendar/", "/resources/", "/reports/waiting/"),
            *(f"/councils/meetings/{meeting.pk}/" for meeting in meetings[:8]),
            *(f"/councils/{council.pk}/meetings/new/", "/councils/search/?q=%E8%B2%B7"),
        ]
        share = n // 2 if name == "yawata" else n - n // 2
        for number, meeting in zip(range(share), cycle(meetings), strict=False):
            form = f"/councils/meetings/{meeting.pk}/edit/" if number < len(meetings) else ""
            visitors.append(Visitor("SC", paths, sessions[name], form))
    return visitors


def staff(n, sessions):
    """The city and the first tier: what is waiting, the reports, all councils."""
    councils = Council.objects.tier2().order_by("pk")[:10]
    paths = [
        *("/home/", "/reports/waiting/", "/reports/", "/reports/figures/", "/councils/"),
        *("/councils/proposals/", "/councils/meetings/", "/activities/", "/newsletters/studio/"),
        *(f"/councils/{council.pk}/" for council in councils),
    ]
    names = islice(cycle(("shi", "daiichi", "kanri")), n)
    return [Visitor("市・第1層", paths, sessions[name]) for name in names]


def papers(sessions):
    """One who opens papers, one after the other: each is printed for this visit."""
    meetings = Meeting.objects.recorded().order_by("-held_on")[:10]
    councils = Council.objects.tier2().order_by("pk")[:5]
    paths = [
        *(f"/councils/meetings/{meeting.pk}/minutes.pdf" for meeting in meetings),
        *(f"/reports/councils/{council.pk}/sheet.pdf" for council in councils),
    ]
    return [Visitor("印刷", paths, sessions["kanri"], think=(0.5, 1.5), seed=1000)]
