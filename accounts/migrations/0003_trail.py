"""The trail can only be added to: its seals, and triggers that refuse to change or delete."""

import django.db.models.deletion
from django.db import migrations, models

from accounts import trail_guards


def put_up(apps, schema_editor):
    for statement in trail_guards.up(schema_editor.connection.vendor):
        schema_editor.execute(statement)


def take_down(apps, schema_editor):
    for statement in trail_guards.down(schema_editor.connection.vendor):
        schema_editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_squashed_0002_paper_orders'),
    ]

    operations = [
        migrations.CreateModel(
            name='TrailPurge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveBigIntegerField(unique=True, verbose_name='最後に消した通し番号')),
                ('sha256', models.CharField(max_length=64, verbose_name='最後に消した封の要約')),
                ('until_on', models.DateField(verbose_name='この日までの記録')),
                ('n_entries', models.PositiveIntegerField(verbose_name='消した件数')),
                ('at', models.DateTimeField(verbose_name='行った日時')),
            ],
            options={
                'verbose_name': '古い操作の記録の整理',
                'verbose_name_plural': '古い操作の記録の整理',
            },
        ),
        migrations.CreateModel(
            name='AuditSeal',
            fields=[
                ('number', models.PositiveBigIntegerField(primary_key=True, serialize=False, verbose_name='通し番号')),
                ('previous_sha256', models.CharField(max_length=64, verbose_name='前の要約')),
                ('sha256', models.CharField(max_length=64, verbose_name='要約')),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='seal', to='accounts.auditentry', verbose_name='操作の記録')),
            ],
            options={
                'verbose_name': '操作の記録の封',
                'verbose_name_plural': '操作の記録の封',
            },
        ),
        migrations.RunPython(put_up, take_down),
    ]
