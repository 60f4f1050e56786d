"""`manage.py verify_trail`: is the trail still the one that was written?"""

import json
import re

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from accounts import trail, trail_guards
from takasaki_sc.lib import wareki

ANCHOR = re.compile(r"(\d{1,18}):([0-9a-f]{64})")


class Command(BaseCommand):
    """Walks the chain, says where it breaks, and prints the end of it, to be kept on paper."""

    help = "操作の記録が、書いたときのままかを確かめます。違うところがあれば終了コードは1です。"

    def add_arguments(self, parser):
        parser.add_argument("--anchor", help="前に控えた「番号:要約」。通っているかも確かめます。")
        parser.add_argument(
            "--since-anchor", action="store_true", help="控えた番号からあとだけを見ます。"
        )
        parser.add_argument("--json", action="store_true", help="機械が読む形で出します。")

    def handle(self, *args, **options):
        anchor = _anchor(options["anchor"])
        if options["since_anchor"] and anchor is None:
            raise CommandError("--since-anchor には、--anchor も要ります。")
        found = trail.verify(anchor, since_anchor=options["since_anchor"])
        missing = trail_guards.missing(connection)
        if options["json"]:
            self.stdout.write(json.dumps(_as_data(found, missing)))
        else:
            self._say(found, missing)
        if found.n_breaks or missing:
            raise CommandError("操作の記録に、違うところがあります。", returncode=1)

    def _say(self, found, missing):
        for one in found.breaks:
            when = f" {_moment(one.at)}" if one.at else ""
            which = f" 記録 {one.entry}" if one.entry else ""
            self.stderr.write(f"番号 {one.number}{which}{when}：{one.why}")
        for name in missing:
            self.stderr.write(f"書きかえを断る見張りがありません：{name}")
        self.stdout.write(f"{found.n_sealed}件を確かめ、違うところは{found.n_breaks}件です。")
        if found.n_open:
            self.stdout.write(f"封のない記録が{found.n_open}件あります（seal_trail）。")
        self.stdout.write(f"控えておく値　{found.last}")


def _moment(at):
    return f"{wareki.format_date(at.date())} {at:%H:%M}（UTC）"


def _anchor(text):
    if not text:
        return None
    found = ANCHOR.fullmatch(text.strip())
    if found is None:
        raise CommandError("控えた値は「番号:64けたの要約」の形です。")
    return trail.Anchor(int(found[1]), found[2])


def _as_data(found, missing):
    return {
        "ok": not (found.n_breaks or missing),
        "n_sealed": found.n_sealed,
        "n_open": found.n_open,
        "n_breaks": found.n_breaks,
        "missing_guards": missing,
        "last": str(found.last),
        "breaks": [
            {"number": one.number, "entry": one.entry, "why": one.why,
             "at": one.at and one.at.isoformat()}
            for one in found.breaks
        ],
    }  # fmt: skip
