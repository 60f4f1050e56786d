"""manage.py job NAME […]: what the timers start; see takasaki_sc/ops/jobs.py."""

from django.core.management.base import BaseCommand, CommandError

from takasaki_sc.ops.jobs import BY_COMMAND, JobIsRunning, NothingToVerify, missing_setting, run


class Command(BaseCommand):
    """Run one of the jobs, and keep when it last went well."""

    help = "定期の仕事を1回動かし、いつ終わったかを残します（health と /metrics が見ます）。"

    def add_arguments(self, parser):
        parser.add_argument("name", choices=sorted(BY_COMMAND), help="仕事の名前")
        parser.add_argument("words", nargs="*", help="その命令に渡すことば（前に -- を置く）")

    def handle(self, *, name, words, **options):
        job = BY_COMMAND[name]
        if not words and (setting := missing_setting(job)):
            # The timers of all jobs are installed alike: one without its setting is no fault.
            self.stdout.write(f"{setting} がないので、ここでは行いません。")
            return
        try:
            run(job, words, stdout=self.stdout, stderr=self.stderr)
        except JobIsRunning as refusal:
            self.stderr.write(refusal.__doc__)
        except NothingToVerify as refusal:
            raise CommandError(refusal.__doc__) from None
