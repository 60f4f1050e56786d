"""Issue 19 of めざせ！ワンハート, rebuilt from the logged meetings and its articles."""

import json

from django.conf import settings

from newsletters.importing.content import load_issue
from newsletters.models import Issue


def load_newsletter(by):
    """Load the issue unless its number is taken. Returns whether it was loaded."""
    path = settings.BASE_DIR / "fixtures" / "newsletter_19.json"
    content = json.loads(path.read_text("utf-8"))
    series, number = content["series"]["slug"], content["number"]
    if Issue.objects.filter(series__slug=series, number=number).exists():
        return False
    load_issue(content, by=by)
    return True
