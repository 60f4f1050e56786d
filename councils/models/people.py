"""The people: one human is one row, and terms say when they were what."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.verb_facts import CODES
from councils.models.councils import Council
from councils.models.programme import worded_later


def in_order(name, first, last, message):
    """A check that an end day, if there is one, is not before the first day."""
    return models.CheckConstraint(
        name=name,
        condition=Q(**{last: None}) | Q(**{f"{last}__gte": F(first)}),
        violation_error_message=message,
    )


class OnDayQuerySet(models.QuerySet):
    """For rows with from_on and until_on."""

    def on_day(self, day):
        begun = Q(from_on=None) | Q(from_on__lte=day)
        return self.filter(begun & (Q(until_on=None) | Q(until_on__gte=day)))


class Organisation(models.Model):
    """A body somebody belongs to or works for: 社協, 民児協, 老人クラブ, NPO, 事業所 (A8–A13)."""

    class Kind(models.TextChoices):
        CITY = "city", "市"
        WELFARE_COUNCIL = "welfare_council", "社会福祉協議会"
        SUPPORT_CENTRE = "support_centre", worded_later("{centre}")
        NEIGHBOURHOOD = "neighbourhood", "町内会・区長会"
        WELFARE_COMMISSIONERS = "welfare_commissioners", "民生委員・児童委員"
        SENIOR_CLUB = "senior_club", "老人クラブ・長寿会"
        VOLUNTEERS = "volunteers", "ボランティア団体"
        NPO = "npo", "NPO法人"
        COMPANY = "company", "事業所・企業"
        OTHER = "other", "その他"

    name = models.CharField("名称", max_length=100, unique=True)
    kind = models.CharField("種類", max_length=30, choices=Kind, default=Kind.OTHER)
    short_name = models.CharField(
        "略称", max_length=20, blank=True, help_text="表の下の注などで使います。例：社協"
    )
    ended_on = models.DateField("解散した日", null=True, blank=True)

    class Meta:
        verbose_name = "団体"
        verbose_name_plural = "団体"
        ordering = ["kind", "name"]

    def __str__(self):
        return self.name

    @property
    def brief(self):
        """「社協」 where a footnote has no room for the whole name."""
        return self.short_name or self.name


class Person(models.Model):
    """One human being, once, whatever they do for the programme (人)."""

    name = models.CharField("氏名", max_length=60)
    kana = models.CharField("ふりがな", max_length=80, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="person",
        verbose_name="利用者",
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, verbose_name="所属"
    )
    phone = models.CharField("電話", max_length=20, blank=True)
    is_demo = models.BooleanField("見本の人", default=False)

    class Meta:
        verbose_name = "人"
        verbose_name_plural = "人"
        ordering = ["kana", "name", "pk"]

    def __str__(self):
        return self.name


class Consent(models.Model):
    """A person's yes to being shown in one channel, until withdrawn (I8)."""

    class Channel(models.TextChoices):
        NEWSLETTER_PHOTO = "newsletter_photo", "広報紙の写真"
        NEWSLETTER_NAME = "newsletter_name", "広報紙の名前"
        WEB = "web", "ホームページ"
        FLYER = "flyer", "チラシ・回覧"

    person = models.ForeignKey(Person, models.PROTECT, related_name="consents", verbose_name="人")
    channel = models.CharField("載せる先", max_length=30, choices=Channel)
    given_on = models.DateField("同意した日")
    withdrawn_on = models.DateField("取り消した日", null=True, blank=True)

    class Meta:
        verbose_name = "掲載の同意"
        verbose_name_plural = "掲載の同意"
        ordering = ["person_id", "channel", "given_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "channel"],
                condition=Q(withdrawn_on=None),
                name="councils_consent_one_open",
                violation_error_message="この載せ先の同意は、すでにあります。",
            ),
            in_order(
                "councils_consent_in_order",
                "given_on",
                "withdrawn_on",
                "取り消した日は、同意した日より後にしてください。",
            ),
        ]

    def __str__(self):
        return f"{self.person} {self.get_channel_display()}"


class CouncilMember(models.Model):
    """A person's seat in a council for a term (協議体メンバー). Terms end; rows stay (A8)."""

    class Affiliation(models.TextChoices):
        WARD_MAYOR = "ward_mayor", "区長・町内会"
        WELFARE_COMMISSIONER = "welfare_commissioner", "民生委員・児童委員"
        RESIDENT = "resident", "地域のみなさん"
        SENIOR_CLUB = "senior_club", "長寿会"
        VOLUNTEER = "volunteer", "ボランティア"
        COMMUNITY_HALL = "community_hall", "公民館"
        WELFARE_COUNCIL = "welfare_council", "社会福祉協議会"
        SUPPORT_CENTRE = "support_centre", worded_later("{centre}")
        CITY = "city", "市"
        OTHER = "other", "その他"

    council = models.ForeignKey(
        Council, models.PROTECT, related_name="members", verbose_name="協議体"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="memberships", verbose_name="人"
    )
    affiliation = models.CharField(
        "立場", max_length=30, choices=Affiliation, default=Affiliation.RESIDENT
    )
    office = models.CharField("役", max_length=40, blank=True, help_text="会長、副会長など")
    is_core = models.BooleanField("コアメンバー", default=False)
    from_on = models.DateField("任期の始め", null=True, blank=True)
    until_on = models.DateField("任期の終わり", null=True, blank=True)

    objects = OnDayQuerySet.as_manager()

    class Meta:
        verbose_name = "協議体メンバー"
        verbose_name_plural = "協議体メンバー"
        ordering = ["council_id", "affiliation", "person__kana", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "person", "from_on"],
                condition=Q(from_on__isnull=False),
                name="councils_councilmember_term_once",
                violation_error_message="この方は、同じ任期ですでに登録されています。",
            ),
            models.UniqueConstraint(
                fields=["council", "person"],
                condition=Q(from_on=None),
                name="councils_councilmember_open_once",
                violation_error_message="この方は、すでに登録されています。",
            ),
            in_order(
                "councils_councilmember_in_order",
                "from_on",
                "until_on",
                "任期の終わりは、始めより後にしてください。",
            ),
        ]

    def __str__(self):
        return f"{self.person}（{self.council}）"


class CouncilBody(models.Model):
    """An organisation that sends people to a council (構成団体), until it ends (A9)."""

    council = models.ForeignKey(
        Council, models.PROTECT, related_name="bodies", verbose_name="協議体"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="seats", verbose_name="団体"
    )
    from_on = models.DateField("始まり", null=True, blank=True)
    until_on = models.DateField("終わり", null=True, blank=True)
    note = models.CharField("備考", max_length=200, blank=True, help_text="解散など")

    objects = OnDayQuerySet.as_manager()

    class Meta:
        verbose_name = "協議体の構成団体"
        verbose_name_plural = "協議体の構成団体"
        ordering = ["council_id", "organisation__kind", "organisation__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "organisation"],
                condition=Q(until_on=None),
                name="councils_councilbody_open_once",
                violation_error_message="この団体は、すでに入っています。",
            ),
            in_order(
                "councils_councilbody_in_order",
                "from_on",
                "until_on",
                "終わりの日は、始まりより後にしてください。",
            ),
        ]

    def __str__(self):
        return f"{self.council} {self.organisation}"


class Coordinator(models.Model):
    """A 生活支援コーディネーター's appointment: tier, 委嘱 or 委託, by whom, how long (A7)."""

    class Appointment(models.TextChoices):
        APPOINTED = "appointed", "委嘱"
        COMMISSIONED = "commissioned", "委託"
        RESIDENT = "resident", "住民SC"

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="coordinator_terms", verbose_name="人"
    )
    tier = models.PositiveSmallIntegerField("層", choices=Council.Tier)
    council = models.ForeignKey(
        Council,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="coordinators",
        verbose_name="協議体",
    )
    appointment = models.CharField("任じ方", max_length=20, choices=Appointment)
    contractor = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, verbose_name="受託した団体"
    )
    from_on = models.DateField("始まり", null=True, blank=True)
    until_on = models.DateField("終わり", null=True, blank=True)

    objects = OnDayQuerySet.as_manager()

    class Meta:
        verbose_name = "生活支援コーディネーター"
        verbose_name_plural = "生活支援コーディネーター"
        ordering = ["tier", "council_id", "-from_on"]
        constraints = [
            models.CheckConstraint(
                name="councils_coordinator_tier2_has_council",
                condition=Q(tier=1) | Q(council__isnull=False),
                violation_error_message="地区のコーディネーターには協議体が要ります。",
            ),
            in_order(
                "councils_coordinator_in_order",
                "from_on",
                "until_on",
                "終わりの日は、始まりより後にしてください。",
            ),
        ]

    def __str__(self):
        return f"{self.get_tier_display()}SC {self.person}"


class RoleGrant(models.Model):
    """What a log-in may do, for which council, from when until when (役割)."""

    class Role(models.TextChoices):
        ADMIN = "admin", "管理者"
        CITY = "city", "市職員"
        TIER1 = "tier1", worded_later("{tier1}SC")
        COORDINATOR = "coordinator", worded_later("{tier2}SC")
        CENTRE = "centre", worded_later("{centre}職員")
        RESIDENT = "resident", "住民SC"
        VIEWER = "viewer", "閲覧"

    CITY_WIDE = (Role.ADMIN, Role.CITY, Role.TIER1, Role.VIEWER)

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="grants", verbose_name="利用者"
    )
    role = models.CharField("役割", max_length=20, choices=Role)
    council = models.ForeignKey(
        Council, models.PROTECT, null=True, blank=True, related_name="grants", verbose_name="協議体"
    )
    from_on = models.DateField("始まり", null=True, blank=True)
    until_on = models.DateField("終わり", null=True, blank=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="認めた人",
    )

    objects = OnDayQuerySet.as_manager()

    class Meta:
        verbose_name = "役割"
        verbose_name_plural = "役割"
        ordering = ["user_id", "role", "council__tier", "council__order", "council_id"]
        constraints = [
            models.CheckConstraint(
                name="councils_rolegrant_council_fits",
                condition=(
                    Q(role__in=["admin", "city", "tier1", "viewer"], council=None)
                    | Q(role__in=["coordinator", "centre", "resident"], council__isnull=False)
                ),
                violation_error_message="地区の役割には協議体を、市全体の役割には協議体なしを。",
            ),
            in_order(
                "councils_rolegrant_in_order",
                "from_on",
                "until_on",
                "終わりの日は、始まりより後にしてください。",
            ),
        ]

    def __str__(self):
        return f"{self.user} {self.get_role_display()}"


# The trail writes roles as codes; what they are called is this city's word.
CODES.update({role.value: role.label for role in RoleGrant.Role})
