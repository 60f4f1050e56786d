"""`manage.py incident_report`: who saw whom between two moments, from the server's own console."""

from datetime import datetime, time, timedelta
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.actions import trail as actions
from accounts.incident_papers import incident_paper, incident_sheet
from accounts.incidents import MANY, incident, names_of, shown_of
from accounts.models import User
from accounts.verb_facts import KINDS


class Command(BaseCommand):
    """Numbers only, unless --names; a report with names is an entry of the trail itself."""

    help = "この間に、だれがだれの個人の情報を見たか・持ち出したかを調べます。"

    def add_arguments(self, parser):
        parser.add_argument("--from", dest="since", required=True, metavar="2026-11-03[T09:00]")
        parser.add_argument("--to", dest="until", required=True, metavar="2026-11-05[T17:00]")
        parser.add_argument("--user", help="見た人のログイン名")
        parser.add_argument("--person", help="見られた方。例 people:12、clients:3")
        parser.add_argument("--names", action="store_true", help="お名前も（記録に残ります）。")
        parser.add_argument("--xlsx", type=Path, help="エクセルの置き場所")
        parser.add_argument("--pdf", type=Path, help="紙の置き場所")

    def handle(self, *args, **options):
        report = incident(
            _moment(options["since"]), _moment(options["until"], is_end=True),
            user=_user(options["user"]), person=_person(options["person"]),
        )  # fmt: skip
        names = names_of(report.people) if options["names"] else {}
        self._say(report)
        if options["xlsx"]:
            _put(options["xlsx"], incident_sheet(report, names))
        if options["pdf"]:
            _put(options["pdf"], incident_paper(report, names).content)
        if names or options["xlsx"] or options["pdf"]:
            shown = shown_of(report.people) if names else {}
            actions.export_incident(shown, n_people=report.n_people)

    def _say(self, report):
        self.stdout.write(f"見られた方 {report.n_people}人、記録 {report.n_entries}件")
        for reader in report.readers:
            counts = f"{reader.n_people}人、{reader.entries}件、持ち出し {reader.taken}件"
            self.stdout.write(f"{reader.name}：{counts}")
        if report.is_many:
            self.stdout.write(f"{MANY}人を超えています。速報は3〜5日、確報は30日のうちです。")


def _put(path, content):
    """The account of the service may not write where the administrator stands."""
    try:
        path.write_bytes(content)
    except OSError as fault:
        raise CommandError(f"「{path}」に書けません（{fault.strerror}）。") from None


def _moment(text, *, is_end=False):
    """A day or a minute in Tokyo; a day that ends the period belongs to it."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError as fault:
        raise CommandError(f"「{text}」は日時として読めません。例 2026-11-03T09:00") from fault
    if is_end and at.time() == time.min and "T" not in text:
        at += timedelta(days=1)
    return timezone.make_aware(at) if timezone.is_naive(at) else at


def _user(name):
    if not name:
        return None
    user = User.objects.filter(username=name).first()
    if user is None:
        raise CommandError("そのログイン名の利用者はいません。")
    return user.pk


def _person(text):
    if not text:
        return None
    kind, _, number = text.partition(":")
    if kind not in KINDS or not number.isdecimal():
        raise CommandError(f"見られた方は「種類:番号」です。種類：{'、'.join(KINDS)}")
    return kind, int(number)
