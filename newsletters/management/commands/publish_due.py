"""`manage.py publish_due`: send out what was booked and is due. For cron or a systemd timer.

Run as often as you like, also twice at once: an issue goes out once. The row is locked while it
is decided; whoever comes second finds it published.
"""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from newsletters import actions, lint, queries, tasks
from newsletters.permissions import NewsletterPermission

NO_LONGER = "発行を予約した方が、いまは発行できる役割にありません。別の方が予約し直してください。"


class Command(BaseCommand):
    """Publishes every due issue it may; says which it may not, and ends with an error then."""

    help = "予約の時刻になった広報紙を発行します。何度動かしても、一つの号は一度だけ発行されます。"

    def handle(self, *args, **options):
        held = 0
        for issue in queries.due_issues(timezone.now()):
            reason = self._publish(issue)
            held += bool(reason)
            if reason:
                self.stderr.write(f"{issue}：発行しませんでした。{reason}")
        if held:
            raise CommandError(f"{held}つの号を発行できませんでした。")

    def _publish(self, issue):
        """ "" when the issue is out, else why it is not."""
        by = issue.scheduled_by
        if not by.has_perm(NewsletterPermission.ISSUE_PUBLISH, issue):
            return NO_LONGER
        proof = lint.proof_issue(queries.whole_issues().get(pk=issue.pk))
        try:
            actions.publish_issue(issue, proof, by=by, is_booked=True)
        except actions.IssueIsPublished:
            return ""
        except (
            actions.NotChecked, actions.NeedsAnother, actions.StaleProof, actions.FaultsRemain,
            actions.NotDue,
        ) as refusal:  # fmt: skip
            faults = [f"{f.where}：{f.message}" for f in proof.findings if f.is_blocking]
            return " ".join([refusal.__doc__, *faults[:5]])
        except OSError:
            return "PDFを保存できませんでした。空き容量と書き込みの許可をご確認ください。"
        self.stdout.write(f"{issue}を発行しました。")
        tasks.print_for_readers.enqueue(issue.pk)
        return ""
