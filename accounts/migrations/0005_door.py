"""The last day of a log-in, the round of its sessions, administrators by two people, and the
table in which wrong passwords are counted."""

import django.db.models.deletion
from django.conf import settings
from django.core.management import call_command
from django.db import migrations, models


def make_table_of_tries(apps, schema_editor):
    """Django's table for CACHES["default"]: `manage.py migrate` is all that anybody has to call."""
    call_command(
        "createcachetable", "accounts_tries", database=schema_editor.connection.alias, verbosity=0
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_subject")]

    operations = [
        migrations.AddField(
            model_name='user',
            name='expires_on',
            field=models.DateField(blank=True, help_text='この日まで使えます。', null=True, verbose_name='使える期限'),
        ),
        migrations.AddField(
            model_name='user',
            name='session_round',
            field=models.PositiveIntegerField(default=0, verbose_name='ログインの回'),
        ),
        migrations.CreateModel(
            name='AdminRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField(verbose_name='申し出た日時')),
                ('until_on', models.DateField(blank=True, null=True, verbose_name='いつまで')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='答えた日時')),
                ('is_agreed', models.BooleanField(blank=True, null=True, verbose_name='認めた')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='答えた人')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='申し出た人')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='admin_requests', to=settings.AUTH_USER_MODEL, verbose_name='管理者になる人')),
            ],
            options={
                'verbose_name': '管理者の申し出',
                'verbose_name_plural': '管理者の申し出',
                'ordering': ['-asked_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('answered_at', None)), fields=('user',), name='accounts_adminrequest_one_open'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('answered_by', None), ('is_agreed', None)), models.Q(('answered_at__isnull', False), ('is_agreed__isnull', False)), _connector='OR'), name='accounts_adminrequest_answered_whole'), models.CheckConstraint(condition=models.Q(models.Q(('answered_by', models.F('asked_by')), ('is_agreed', True), _negated=True), models.Q(('answered_by', models.F('user')), ('is_agreed', True), _negated=True)), name='accounts_adminrequest_two_people', violation_error_message='申し出た人とは別の管理者が認めてください。')],
            },
        ),
        migrations.RunPython(make_table_of_tries, migrations.RunPython.noop),
    ]
