"""manage.py send_mailings: tell the readers of new issues; meant for a timer."""

from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone

from newsletters import tasks
from newsletters.actions.readers import CONFIRM_WITHIN, forget_unconfirmed
from newsletters.models import Issue, Subscriber

RECENT = timedelta(days=30)
"""An older issue is no news: whoever was not reached by then is not written to."""


class Command(BaseCommand):
    help = (
        "新しい号のお知らせメールを送り、確認されないままの申し込みを消します。"
        "何度動かしても、同じメールは1通だけです。"
    )

    def handle(self, *args, **options):
        now = timezone.now()
        for issue in Issue.objects.published().filter(published_at__gt=now - RECENT):
            if tasks.has_mails(issue):
                n_sent, n_failed = tasks.mail_issue.func(issue.pk)
                self.stdout.write(f"{issue}: 送った {n_sent}、送れなかった {n_failed}")
        if Subscriber.objects.filter(confirmed_at=None, asked_at__lt=now - CONFIRM_WITHIN).exists():
            n_gone = forget_unconfirmed(by=None)
            self.stdout.write(f"確認されなかった申し込みを {n_gone} 件消しました。")
