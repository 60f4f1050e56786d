"""The migrations named in `replaces`, as one: an empty database is made in a third of the time
(decision 0037). A database that has applied them takes this one as applied."""

import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('accounts', '0001_initial'), ('accounts', '0002_paper_orders')]

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('display_name', models.CharField(help_text='画面に出る名前です。', max_length=60, verbose_name='表示名')),
                ('is_demo', models.BooleanField(default=False, verbose_name='見本の利用者')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': '利用者',
                'verbose_name_plural': '利用者',
            },
            managers=[
                ('objects', django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name='AuditEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='日時')),
                ('verb', models.CharField(db_index=True, max_length=60, verbose_name='したこと')),
                ('target_model', models.CharField(blank=True, max_length=80, verbose_name='対象の種類')),
                ('target_id', models.CharField(blank=True, max_length=40, verbose_name='対象の番号')),
                ('council_number', models.PositiveIntegerField(blank=True, null=True, verbose_name='協議体の番号')),
                ('facts', models.JSONField(blank=True, default=dict, verbose_name='項目と数')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='した人')),
            ],
            options={
                'verbose_name': '操作の記録',
                'verbose_name_plural': '操作の記録',
                'ordering': ['-at', '-pk'],
                'indexes': [models.Index(fields=['target_model', 'target_id'], name='accounts_au_target__2ad0d9_idx')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('secret_sha256', models.CharField(max_length=64, unique=True, verbose_name='合い言葉の要約')),
                ('invited_at', models.DateTimeField(verbose_name='招いた日時')),
                ('expires_at', models.DateTimeField(verbose_name='使える期限')),
                ('accepted_at', models.DateTimeField(blank=True, null=True, verbose_name='使われた日時')),
                ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations_sent', to=settings.AUTH_USER_MODEL, verbose_name='招いた人')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL, verbose_name='利用者')),
            ],
            options={
                'verbose_name': '招待',
                'verbose_name_plural': '招待',
                'constraints': [models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('invited_at'))), name='accounts_invitation_expires_later', violation_error_message='期限は、招いた日時より後にしてください。')],
            },
        ),
        migrations.CreateModel(
            name='PaperOrder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40, verbose_name='紙の種類')),
                ('title', models.CharField(max_length=120, verbose_name='題')),
                ('options', models.JSONField(blank=True, default=dict, verbose_name='えらんだこと')),
                ('state', models.CharField(choices=[('waiting', '順番待ち'), ('printing', '作っています'), ('ready', 'できました'), ('failed', '作れませんでした')], default='waiting', max_length=12, verbose_name='進み')),
                ('progress', models.PositiveSmallIntegerField(default=0, verbose_name='進み（%）')),
                ('problem', models.TextField(blank=True, verbose_name='作れなかったわけ')),
                ('file', models.FileField(blank=True, max_length=120, upload_to='', verbose_name='PDF')),
                ('n_pages', models.PositiveIntegerField(blank=True, null=True, verbose_name='ページ数')),
                ('ordered_at', models.DateTimeField(verbose_name='頼んだ日時')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='終わった日時')),
                ('ordered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='paper_orders', to=settings.AUTH_USER_MODEL, verbose_name='頼んだ人')),
            ],
            options={
                'verbose_name': '印刷の注文',
                'verbose_name_plural': '印刷の注文',
                'ordering': ['-ordered_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('progress__range', (0, 100))), name='accounts_paperorder_progress_in_percent')],
            },
        ),
    ]
