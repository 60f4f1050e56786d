"""`manage.py seal_second_steps`: after a new key was put in front of MFA_KEYS."""

from django.core.management.base import BaseCommand, CommandError

from accounts.actions import log_ins as actions


class Command(BaseCommand):
    """Every seed of a second step is sealed anew with the first key of MFA_KEYS."""

    help = "2段階の確認の種を、MFA_KEYS の1つ目の鍵で封じ直します。"

    def handle(self, **options):
        n_done, n_lost = actions.seal_second_steps(by=None)
        self.stdout.write(f"{n_done}件を、いちばん新しい鍵で封じました。")
        if n_lost:
            raise CommandError(
                f"{n_lost}件は、どの鍵でも開けません。前の鍵を MFA_KEYS に加えてください。"
            )
