"""manage.py reindex_search: make every row of the search index anew."""

import time

from django.core.management.base import BaseCommand

from councils import search_index
from councils.models import SearchEntry


class Command(BaseCommand):
    """Needed after loaddata, and after a version that reads more than the one before."""

    help = "さがすための索引を、はじめから作り直します。画面は使ったままでかまいません。"

    def handle(self, *args, **options):
        started = time.perf_counter()
        n_of = search_index.rebuild()
        seconds = time.perf_counter() - started
        sizes = [f"{kind.label} {n_of[kind]:,}" for kind in SearchEntry.Kind if n_of[kind]]
        said = "、".join(sizes) or "まだ何もありません"
        self.stdout.write(f"索引を作り直しました（{seconds:.1f}秒）: {said}")
