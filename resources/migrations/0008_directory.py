"""Towns, whether it costs something, days off: what the directory can be narrowed down by.

The trigram index is only an accelerator: where the extension is not there, not allowed, or blind
to Japanese (locale C), the same question is answered without it, more slowly.
"""

import sys

import django.db.models.deletion
from django.db import DatabaseError, migrations, models, transaction

from takasaki_sc.lib.fees import fee_of
from takasaki_sc.lib.schedules import parse_schedule

INDEX = "resources_socialresource_search_trgm"
WITHOUT = (
    "  pg_trgm を使えないため、ことばでさがす索引なしで続けます（答えは同じで、遅くなります）。"
    "データベースの管理者が CREATE EXTENSION pg_trgm を実行したあと、"
    "docs/operating.md の「地域の資源をさがす索引」の1行で作れます。\n"
)
ROWS_A_QUERY = 500


def fill_fees(apps, schema_editor):
    """Whether it costs something, read from the 費用 that is written."""
    SocialResource = apps.get_model("resources", "SocialResource")
    pks_of = {}
    rows = SocialResource.objects.exclude(fee_text="").values_list("pk", "fee_text")
    for pk, text in rows.iterator():
        if fee := fee_of(text):
            pks_of.setdefault(fee, []).append(pk)
    for fee, pks in pks_of.items():
        for first in range(0, len(pks), ROWS_A_QUERY):
            SocialResource.objects.filter(pk__in=pks[first : first + ROWS_A_QUERY]).update(fee=fee)


def fill_days_off(apps, schema_editor):
    """祝日・年末年始・8月は休み, for the rules that were read before these were kept."""
    SocialResource = apps.get_model("resources", "SocialResource")
    Schedule = apps.get_model("resources", "ResourceSchedule")
    rows = SocialResource.objects.filter(schedules__isnull=False).distinct()
    for resource in rows.only("schedule_text", "closed_text").iterator():
        read, closed = parse_schedule(resource.schedule_text), resource.closed_text
        off = {
            "skips_holidays": read.skip_holidays or "祝" in closed,
            "skips_year_end": read.skip_year_end or "年末年始" in closed,
        }
        if any(off.values()):
            Schedule.objects.filter(resource=resource).update(**off)
        if read.months_off:
            _leave_out(Schedule.objects.filter(resource=resource), read.months_off)


def _leave_out(rules, months_off):
    for rule in rules:
        months = [int(month) for month in rule.months.split(",") if month] or range(1, 13)
        left = [str(month) for month in months if month not in months_off]
        if not left:
            rule.delete()
            continue
        rule.months = ",".join(left)
        rule.save(update_fields=["months"])


def make_index(apps, schema_editor):
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    if not _can_fold_japanese(connection):
        sys.stderr.write(WITHOUT)
        return
    schema_editor.execute(
        f"CREATE INDEX IF NOT EXISTS {INDEX} ON resources_socialresource"
        " USING gin (search_text gin_trgm_ops)"
    )


def drop_index(apps, schema_editor):
    """The extension stays: others in the same database may use it."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX IF EXISTS {INDEX}")


def _can_fold_japanese(connection):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm'")
        if cursor.fetchone() is None:
            return False
        try:
            with transaction.atomic(using=connection.alias):
                cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        except DatabaseError:  # this account may not
            return False
        cursor.execute("SELECT show_trgm('集いの場') <> '{}'")
        return cursor.fetchone()[0]


class Migration(migrations.Migration):
    dependencies = [
        ("councils", "0005_plain_ordering"),
        ("resources", "0007_needs"),
    ]

    operations = [
        migrations.AddField(
            model_name='resourceschedule',
            name='skips_holidays',
            field=models.BooleanField(default=False, verbose_name='祝日は休み'),
        ),
        migrations.AddField(
            model_name='resourceschedule',
            name='skips_year_end',
            field=models.BooleanField(default=False, verbose_name='年末年始は休み'),
        ),
        migrations.AddField(
            model_name='socialresource',
            name='fee',
            field=models.CharField(blank=True, choices=[('free', '無料'), ('paid', '費用がかかる'), ('', '書いていない')], default='', max_length=8, verbose_name='費用の有無'),
        ),
        migrations.CreateModel(
            name='Town',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, verbose_name='町')),
                ('koaza', models.CharField(blank=True, max_length=40, verbose_name='小字')),
                ('kana', models.CharField(blank=True, max_length=80, verbose_name='ふりがな')),
                ('postal_code', models.CharField(blank=True, max_length=7, verbose_name='郵便番号')),
                ('latitude', models.DecimalField(decimal_places=6, max_digits=9, verbose_name='緯度')),
                ('longitude', models.DecimalField(decimal_places=6, max_digits=9, verbose_name='経度')),
                ('council', models.ForeignKey(blank=True, help_text='わかるときだけ。2つの地区にまたがる町は空けます。', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='towns', to='councils.council', verbose_name='地区（協議体）')),
            ],
            options={
                'verbose_name': '町',
                'verbose_name_plural': '町',
                'ordering': ['name', 'koaza'],
            },
        ),
        migrations.AddField(
            model_name='socialresource',
            name='town',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='resources', to='resources.town', verbose_name='住所の町'),
        ),
        migrations.AddIndex(
            model_name='socialresource',
            index=models.Index(fields=['kind', 'status', 'is_public', 'order_key'], name='resources_s_kind_b4d75b_idx'),
        ),
        migrations.AddConstraint(
            model_name='town',
            constraint=models.UniqueConstraint(fields=('name', 'koaza'), name='resources_town_once'),
        ),
        migrations.AddConstraint(
            model_name='town',
            constraint=models.CheckConstraint(condition=models.Q(('latitude__range', (20, 46)), ('longitude__range', (122, 154))), name='resources_town_in_japan', violation_error_message='緯度は20〜46、経度は122〜154です。'),
        ),
        migrations.AddIndex(
            model_name='socialresource',
            index=models.Index(fields=['council', 'kind', 'status', 'is_public'], name='resources_s_council_07a798_idx'),
        ),
        migrations.RunPython(make_index, drop_index),
        migrations.RunPython(fill_fees, migrations.RunPython.noop),
        migrations.RunPython(fill_days_off, migrations.RunPython.noop),
    ]
