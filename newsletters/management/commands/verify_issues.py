"""`manage.py verify_issues`: are all published bytes still the ones that went out?"""

import hashlib

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError

from newsletters import queries

BLOCK = 1 << 20


class Command(BaseCommand):
    """Compares every published file with the fingerprint in its row."""

    help = "発行した広報紙のPDFが、発行したときのままかを、指紋（sha256）で確かめます。"

    def handle(self, *args, **options):
        n_files, faults = 0, 0
        for kind, pk, name, sha256, n_bytes in queries.kept_files():
            n_files += 1
            if fault := _fault(name, sha256, n_bytes):
                faults += 1
                self.stderr.write(f"{kind} {pk} {name}：{fault}")
        if faults:
            raise CommandError(f"{n_files}件のうち{faults}件が、発行したときと違います。")
        self.stdout.write(f"{n_files}件すべて、発行したときのままです。")


def _fault(name, sha256, n_bytes):
    """ "" when the bytes are those of the row, else what is wrong."""
    digest, size = hashlib.sha256(), 0
    try:
        with default_storage.open(name) as file:
            while block := file.read(BLOCK):
                digest.update(block)
                size += len(block)
    except OSError:
        return "ファイルを読めません。"
    if size != n_bytes:
        return f"大きさが違います（{n_bytes}のはずが{size}）。"
    return "" if digest.hexdigest() == sha256 else "中身が違います。"
