"""Values of a resource as a preview keeps them: plain JSON and back, equal when they are equal."""

from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import Model

from councils.models import Council
from resources.models import SocialResource

_FIELDS = {field.name: field for field in SocialResource._meta.fields}
_PLAIN = {n for n, f in _FIELDS.items() if isinstance(f, (models.CharField, models.TextField))}
PLACES = Decimal("0.000001")
_DAYS_AND_DECIMALS = (models.DateField, models.DecimalField)
STORED_AS_THEY_ARE = {n for n, f in _FIELDS.items() if not isinstance(f, _DAYS_AND_DECIMALS)}
"""Fields whose column holds what `stored` makes of their value."""


def stored(value):
    """A value as JSON keeps it: coordinates with six places, days as ISO text, councils as pk."""
    if value is None or type(value) is str:
        return value
    if isinstance(value, Decimal):
        return str(value.quantize(PLACES))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Model):
        return value.pk
    return value


def column_of(name):
    """The attribute a field's value is stored in: a council by its number."""
    return _FIELDS[name].attname


def is_same(before, after):
    """Equal as people see it: forms of browsers end lines with two signs, Excel with one."""
    if isinstance(before, str) and isinstance(after, str):
        return before.replace("\r\n", "\n") == after.replace("\r\n", "\n")
    return before == after


def put_stored(resource, values):
    """Set the fields of a resource from stored values. Does not save."""
    for name, value in values.items():
        if type(value) is str and name in _PLAIN:
            setattr(resource, name, value)
        else:
            setattr(resource, _FIELDS[name].attname, _put(_FIELDS[name], value))


def _put(field, value):
    return value if field.is_relation else field.to_python(value)


def shown(name, value, councils):
    """A stored value as people read it. councils: {pk: Council}."""
    if value in (None, ""):
        return ""
    field = SocialResource._meta.get_field(name)
    if name == "council":
        return str(councils.get(value, ""))
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    return str(dict(field.flatchoices).get(value, value)) if field.choices else str(value)


def label_of(name):
    """The Japanese name of a field."""
    return str(SocialResource._meta.get_field(name).verbose_name)


def councils_by_pk():
    return Council.objects.in_bulk()
