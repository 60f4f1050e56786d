"""The names that the registers have, for the editorial checks. They are compared, never logged."""

from django.db.models import Exists, OuterRef

from councils.models import Consent, Council, Neighbourhood, Person, SupportCentre
from newsletters.models import PictureConsent, RuleLevel
from resources.models import SocialResource

PEOPLE = "名簿"


def registered_names():
    """{what the register is called: its names}."""
    return {
        "協議体": _names(Council),
        "あんしんセンター": _names(SupportCentre),
        "町内会": _names(Neighbourhood),
        PEOPLE: _names(Person),
    }


def _names(model):
    return sorted(set(model.objects.order_by().values_list("name", flat=True)))


def resource_names():
    return _names(SocialResource)


def people_without_name_consent():
    """Names of people who have not said yes, or not any more, to stand in the newsletter."""
    given = Consent.objects.filter(
        person=OuterRef("pk"), channel=Consent.Channel.NEWSLETTER_NAME, withdrawn_on=None
    )
    people = Person.objects.order_by().filter(~Exists(given))
    return sorted(set(people.values_list("name", flat=True)))


def pictures_taken_back(issue):
    """Numbers of the pictures of an issue in which somebody took back their yes to print."""
    return set(
        PictureConsent.objects.filter(
            picture__uses__article__issue=issue,
            channel=PictureConsent.Channel.PRINT,
            withdrawn_on__isnull=False,
        )
        .order_by()
        .values_list("picture_id", flat=True)
    )


def rule_levels(series):
    """{rule: level} of what a series chose (校正のきまり)."""
    return dict(RuleLevel.objects.filter(series=series).order_by().values_list("rule", "level"))
