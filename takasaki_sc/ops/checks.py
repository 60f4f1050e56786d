"""What `manage.py check --deploy` says besides Django's own: not dangerous, but not finished."""

from django.conf import settings
from django.core.checks import Tags, Warning, register  # noqa: A004 - Django's name


@register(Tags.security, deploy=True)
def unfinished_settings(app_configs, **kwargs):
    """Warnings in Japanese, each with the name of the variable to set."""
    return [
        Warning(words, hint="docs/operating.md", id=f"takasaki_sc.W{number:03}")
        for number, is_missing, words in _looked_at()
        if is_missing
    ]


def _looked_at():
    mail = settings.MAILERS["default"]["BACKEND"]
    engine = settings.DATABASES["default"]["ENGINE"]
    return [
        (1, mail.endswith("console.EmailBackend"), "MAIL_HOST がなく、メールが届きません。"),
        (3, not settings.BEHIND_PROXY, "BEHIND_PROXY がなく、nginx の後ろで動きません。"),
        (4, engine.endswith("sqlite3"), "DATABASE_URL がなく、SQLite で動きます（小さな町だけ）。"),
        (5, settings.UNHASHED_STATIC, "見本の動かし方（DEMO・DEBUG）です。"),
    ]  # fmt: skip
