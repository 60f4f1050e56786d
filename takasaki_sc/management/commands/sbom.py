"""manage.py sbom: the list of every part (CycloneDX 1.6), as installed here."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand

from takasaki_sc.ops.sbom import sbom


class Command(BaseCommand):
    """Writes out/sbom.cdx.json, or where it is told to."""

    help = "入っている部品の一覧（SBOM、CycloneDX 1.6）を書きます。"
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--to", default="out/sbom.cdx.json")

    def handle(self, *args, **options):
        path, document = Path(options["to"]), sbom()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n")
        self.stdout.write(f"{path} に書きました（部品 {len(document['components'])}）。")
