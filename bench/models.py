"""A plain table for the yardsticks: as many columns as the list has, two keys, one of its own."""

from django.db import models

from councils.models import Council


class PlainKind(models.Model):
    name = models.CharField(max_length=40, unique=True)

    def __str__(self):
        return self.name


class PlainPlace(models.Model):
    """What a programmer in a hurry would make of the list of list_files."""

    code = models.PositiveIntegerField(unique=True)
    name = models.CharField(max_length=120, db_index=True)
    kana = models.CharField(max_length=160, blank=True)
    kind = models.ForeignKey(PlainKind, models.PROTECT)
    council = models.ForeignKey(Council, models.PROTECT, null=True)
    neighbourhood = models.CharField(max_length=80, blank=True)
    address = models.CharField(max_length=200, blank=True)
    venue = models.CharField(max_length=120, blank=True)
    schedule = models.TextField(blank=True)
    closed = models.CharField(max_length=200, blank=True)
    organiser = models.CharField(max_length=120, blank=True)
    contact = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=120, blank=True)
    fax = models.CharField(max_length=60, blank=True)
    fee = models.CharField(max_length=200, blank=True)
    notes = models.TextField(blank=True)
    verified_on = models.DateField(null=True)

    def __str__(self):
        return self.name
