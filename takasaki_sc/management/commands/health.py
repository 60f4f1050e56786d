"""manage.py health: how the house is, for the operator and for monitoring."""

import json
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandError

from takasaki_sc.ops import health

MARKS = {health.FINE: "よい  ", health.WARNING: "注意  ", health.FAULT: "だめ  "}


class Command(BaseCommand):
    """Prints every finding. Exit code 0 = all well, 1 = warnings, 2 = must get no visitors."""

    help = "いまのようすを見ます。終了コード: 0 よい、1 注意、2 だめ。"
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument(
            "--json", dest="as_json", action="store_true", help="機械が読む形で出す"
        )

    def handle(self, *, as_json, **options):
        findings = health.everything()
        for line in _as_json(findings) if as_json else _as_words(findings):
            self.stdout.write(line)
        states = {finding.state for finding in findings}
        if health.FAULT in states:
            raise CommandError("訪問者を受け入れられません。", returncode=2)
        if health.WARNING in states:
            raise CommandError("気をつけることがあります。", returncode=1)


def _as_words(findings):
    return [f"{MARKS[f.state]}{f.what}　{f.words}" for f in findings]


def _as_json(findings):
    return [json.dumps([asdict(finding) for finding in findings], ensure_ascii=False)]
