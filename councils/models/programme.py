"""The programme itself: whose it is, what it calls itself, where one asks (A1)."""

import time

from django.core.validators import RegexValidator
from django.db import DatabaseError, models, transaction
from django.db.models import Q
from django.utils.functional import lazy

ONLY_ONE = 1
KEPT_FOR = 60  # seconds


class ProgrammeManager(models.Manager):
    """Keeps the words in the process: every page prints them, and none should ask for them.

    A change is seen at once in the process that made it, and within a minute in the others.
    """

    _kept = None
    _until = 0.0

    def current(self):
        """The Programme whose words are printed: the row, or Takasaki's where there is none."""
        if self._kept is None or time.monotonic() > self._until:
            try:
                with transaction.atomic():  # a refused question must not spoil the caller's own
                    self.keep(self.first() or self.model())
            except DatabaseError:  # the page that says so must still say where it is from
                return self._kept or self.model()
        return self._kept

    def keep(self, programme, seconds=KEPT_FOR):
        """Use these words for the next `seconds` without asking."""
        self._kept, self._until = programme, time.monotonic() + seconds

    def forget(self):
        """Ask the database the next time."""
        self._kept = None


class Programme(models.Model):
    """The city's 生活支援体制整備事業: names that pages and papers print, kept as data.

    There is one row. An installation without it is Takasaki's, whose words are the defaults.
    """

    city = models.CharField("市町村", max_length=30, default="高崎市")
    prefecture = models.CharField("都道府県", max_length=10, default="群馬県")
    code = models.CharField(
        "全国地方公共団体コード",
        max_length=6,
        default="102024",
        validators=[RegexValidator(r"^\d{6}$", "数字6桁で入れてください（例：102024）。")],
        help_text="数字6桁。公開するデータの形式で使います。",
    )
    name = models.CharField("事業の名前", max_length=60, default="生活支援体制整備事業")
    slogan = models.CharField(
        "合い言葉", max_length=60, blank=True, default="みんなでつなごう！支えあいの輪！"
    )
    department = models.CharField("担当課", max_length=40, blank=True, default="長寿社会課")
    phone = models.CharField("担当課の電話", max_length=20, blank=True, default="027-321-1319")
    centre = models.CharField(
        "地域の相談窓口の呼び名",
        max_length=30,
        default="高齢者あんしんセンター",
        help_text="例：高齢者あんしんセンター、地域包括支援センター",
    )
    tier1 = models.CharField(
        "市全体の層の呼び名",
        max_length=20,
        default="第1層",
        help_text="市全体の協議体とコーディネーターの層。例：第1層",
    )
    tier2 = models.CharField(
        "地区の層の呼び名",
        max_length=20,
        default="第2層",
        help_text="地区や圏域の協議体とコーディネーターの層。例：第2層",
    )
    council_ending = models.CharField(
        "地区の協議体の呼び方",
        max_length=20,
        default="地区協議体",
        help_text="名称のあとに付けることば。例：「八幡」＋「地区協議体」",
    )

    objects = ProgrammeManager()

    class Meta:
        verbose_name = "事業の設定"
        verbose_name_plural = "事業の設定"
        constraints = [
            models.CheckConstraint(
                name="councils_programme_only_one",
                condition=Q(pk=ONLY_ONE),
                violation_error_message="事業の設定は1つだけです。",
            )
        ]

    def __str__(self):
        return self.full_name

    @property
    def full_name(self):
        """「高崎市 生活支援体制整備事業」, as it stands on papers."""
        return f"{self.city} {self.name}"

    @property
    def desk(self):
        """「高崎市 長寿社会課（電話 027-321-1319）」: whom to ask."""
        where = " ".join(word for word in (self.city, self.department) if word)
        return f"{where}（電話 {self.phone}）" if self.phone else where


def worded(text):
    """The text with this city's words for {tier1}, {tier2}, {centre}: 「第1層の話し合い」."""
    words = Programme.objects.current()
    for name in ("tier1", "tier2", "centre"):
        text = text.replace(f"{{{name}}}", getattr(words, name))
    return text


worded_later = lazy(worded, str)
"""The same for names that are written down once and printed ever after: labels, titles."""
