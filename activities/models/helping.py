"""Helping each other: who asks, who comes, and the signature at the end (C14, F3, F8)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from activities.models.support import SupportActivity
from activities.models.supporters import FreeTime, Skill, Supporter
from councils.models import Council, Neighbourhood, SupportCentre, worded_later
from takasaki_sc.lib.lines import lines_of


class HelpClient(models.Model):
    """The person who is helped (依頼者). Every look at the name is on record."""

    council = models.ForeignKey(
        Council, models.PROTECT, related_name="help_clients", verbose_name="協議体"
    )
    neighbourhood = models.ForeignKey(
        Neighbourhood, models.PROTECT, null=True, blank=True, verbose_name="町内会"
    )
    name = models.CharField("お名前", max_length=60)
    kana = models.CharField("ふりがな", max_length=80, blank=True)
    phone = models.CharField("電話", max_length=20, blank=True)
    address = models.CharField("住所", max_length=120, blank=True)
    care_note = models.CharField(
        "伺うときに知っておくこと", max_length=300, blank=True, help_text="耳が遠い、犬がいるなど"
    )
    erased_at = models.DateTimeField("個人の情報を消した日時", null=True, blank=True)

    history = HistoricalRecords(verbose_name="依頼者の版")

    class Meta:
        verbose_name = "依頼者"
        verbose_name_plural = "依頼者"
        ordering = ["council_id", "kana", "pk"]

    def __str__(self):
        return self.name


class HelpRequest(models.Model):
    """One thing somebody would like help with (頼みごと), from the asking to the thanks."""

    class State(models.TextChoices):
        OPEN = "open", "受け付けた"
        ASKING = "asking", "打診している"
        ASSIGNED = "assigned", "決まった"
        DONE = "done", "終わった"
        THANKED = "thanked", "お礼を伝えた"
        WITHDRAWN = "withdrawn", "取り下げた"

    council = models.ForeignKey(
        Council, models.PROTECT, related_name="help_requests", verbose_name="協議体"
    )
    client = models.ForeignKey(
        HelpClient, models.PROTECT, related_name="requests", verbose_name="依頼者"
    )
    activity = models.ForeignKey(
        SupportActivity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="help_requests",
        verbose_name="受ける活動",
    )
    skill = models.ForeignKey(
        Skill, models.PROTECT, related_name="requests", verbose_name="頼みたいこと"
    )
    detail = models.CharField("くわしく", max_length=300, blank=True)
    wanted_on = models.DateField("してほしい日", null=True, blank=True)
    wanted_part = models.CharField("時間帯", max_length=10, choices=FreeTime.Part, blank=True)
    wanted_text = models.CharField("日時の希望", max_length=120, blank=True)
    needs_provider = models.BooleanField("研修を修了した人に頼む", default=True)
    state = models.CharField("ようす", max_length=10, choices=State, default=State.OPEN)
    asked_on = models.DateField("受け付けた日")
    centre = models.ForeignKey(
        SupportCentre,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="help_requests",
        verbose_name=worded_later("伝えた{centre}"),
    )
    centre_told_at = models.DateTimeField("センターに伝えた日時", null=True, blank=True)
    done_on = models.DateField("した日", null=True, blank=True)
    minutes = models.PositiveSmallIntegerField("かかった時間（分）", null=True, blank=True)
    signed_off = models.CharField(
        "確認のしかた", max_length=60, blank=True, help_text="依頼者のサイン、電話での確認など"
    )
    signed_off_at = models.DateTimeField("確認した日時", null=True, blank=True)
    thanks = models.CharField("お礼の言葉", max_length=300, blank=True)
    withdrawn_reason = models.CharField("取り下げたわけ", max_length=200, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="書いた人",
    )
    submit_token = models.UUIDField("送信の印", null=True, blank=True, unique=True)

    history = HistoricalRecords(verbose_name="頼みごとの版")

    class Meta:
        verbose_name = "頼みごと"
        verbose_name_plural = "頼みごと"
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="activities_helprequest_done_is_signed",
                condition=~Q(state__in=["done", "thanked"])
                | (Q(done_on__isnull=False) & Q(signed_off_at__isnull=False)),
                violation_error_message="終わりにするには、した日と確認が要ります。",
            )
        ]

    def __str__(self):
        return str(self.skill)


class HelpAsk(models.Model):
    """A supporter was asked whether they can come (打診), and what they said."""

    class Answer(models.TextChoices):
        WAITING = "waiting", "返事を待っている"
        YES = "yes", "引き受ける"
        NO = "no", "今回は難しい"
        SILENT = "silent", "返事がなかった"

    request = models.ForeignKey(
        HelpRequest, models.PROTECT, related_name="asks", verbose_name="頼みごと"
    )
    supporter = models.ForeignKey(
        Supporter, models.PROTECT, related_name="asks", verbose_name="サポーター"
    )
    asked_at = models.DateTimeField("打診した日時")
    answer = models.CharField("返事", max_length=10, choices=Answer, default=Answer.WAITING)
    answered_at = models.DateTimeField("返事の日時", null=True, blank=True)
    is_assigned = models.BooleanField("行く人", default=False)

    class Meta:
        verbose_name = "打診"
        verbose_name_plural = "打診"
        ordering = ["request_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "supporter"],
                name="activities_helpask_once",
                violation_error_message="この方には、すでに打診しています。",
            ),
            models.CheckConstraint(
                name="activities_helpask_assigned_said_yes",
                condition=Q(is_assigned=False) | Q(answer="yes"),
                violation_error_message="引き受けると答えた方だけを、行く人にできます。",
            ),
        ]

    def __str__(self):
        return f"{self.supporter} {self.get_answer_display()}"


class RuleTemplate(models.Model):
    """The rules a kind of help goes by (基本ルール), as the city advises them (F8)."""

    kind = models.CharField("活動の種類", max_length=20, choices=SupportActivity.Kind)
    title = models.CharField("題", max_length=120)
    text = models.TextField("きまり", help_text="1行に1つ")
    from_on = models.DateField("使い始めた日")
    until_on = models.DateField("使い終わった日", null=True, blank=True)

    history = HistoricalRecords(verbose_name="基本ルールの版")

    class Meta:
        verbose_name = "基本ルール"
        verbose_name_plural = "基本ルール"
        ordering = ["kind", "-from_on", "pk"]

    def __str__(self):
        return self.title

    @property
    def lines(self):
        """The rules one by one."""
        return lines_of(self.text)


class LocalRule(models.Model):
    """What a council, or one 町内会 of it, agreed on beside or instead of the template (F8)."""

    template = models.ForeignKey(
        RuleTemplate, models.PROTECT, related_name="local_rules", verbose_name="基本ルール"
    )
    council = models.ForeignKey(
        Council, models.PROTECT, related_name="local_rules", verbose_name="協議体"
    )
    neighbourhood = models.ForeignKey(
        Neighbourhood, models.PROTECT, null=True, blank=True, verbose_name="町内会"
    )
    text = models.TextField("この地区のきまり", help_text="1行に1つ")
    agreed_on = models.DateField("決めた日", null=True, blank=True)

    history = HistoricalRecords(verbose_name="地区のきまりの版")

    class Meta:
        verbose_name = "地区のきまり"
        verbose_name_plural = "地区のきまり"
        ordering = ["template_id", "council_id", F("neighbourhood_id").asc(nulls_first=True), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["template", "council", "neighbourhood"],
                condition=Q(neighbourhood__isnull=False),
                name="activities_localrule_neighbourhood_once",
                violation_error_message="この町内会のきまりは、すでにあります。",
            ),
            models.UniqueConstraint(
                fields=["template", "council"],
                condition=Q(neighbourhood=None),
                name="activities_localrule_council_once",
                violation_error_message="この協議体のきまりは、すでにあります。",
            ),
        ]

    def __str__(self):
        return f"{self.template}（{self.neighbourhood or self.council}）"
