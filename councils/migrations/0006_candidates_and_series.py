
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("councils", "0005_plain_ordering"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Candidate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="お名前")),
                ("kana", models.CharField(blank=True, max_length=80, verbose_name="ふりがな")),
                (
                    "known_for",
                    models.CharField(blank=True, max_length=200, verbose_name="どんな方か"),
                ),
                (
                    "aim",
                    models.CharField(
                        choices=[
                            ("member", "メンバーに"),
                            ("core", "コアメンバーに"),
                            ("resident_sc", "住民SCに"),
                        ],
                        default="member",
                        max_length=20,
                        verbose_name="何をお願いしたいか",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "これから声をかける"),
                            ("asked", "返事を待っている"),
                            ("joins", "加わってくれる"),
                            ("later", "今回は見送り"),
                        ],
                        default="new",
                        max_length=20,
                        verbose_name="いまのようす",
                    ),
                ),
                (
                    "contact_by",
                    models.CharField(blank=True, max_length=60, verbose_name="声をかける方"),
                ),
                (
                    "contacted_on",
                    models.DateField(blank=True, null=True, verbose_name="声をかけた日"),
                ),
                (
                    "result",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="お返事・気づいたこと"
                    ),
                ),
                ("changed_at", models.DateTimeField(verbose_name="書いた日時")),
            ],
            options={
                "verbose_name": "声をかけたい方",
                "verbose_name_plural": "声をかけたい方",
                "ordering": ["council_id", "kana", "name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalProposal",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="提言")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("raised", "第1層の話し合い待ち"),
                            ("at_department", "担当課の回答待ち"),
                            ("answered", "回答あり（協議体へ報告待ち）"),
                            ("reported", "協議体へ報告ずみ"),
                        ],
                        default="raised",
                        max_length=20,
                        verbose_name="いまどこに",
                    ),
                ),
                ("raised_on", models.DateField(verbose_name="出した日")),
                ("tier1_note", models.TextField(blank=True, verbose_name="第1層で話したこと")),
                ("department", models.CharField(blank=True, max_length=60, verbose_name="担当課")),
                (
                    "sent_on",
                    models.DateField(blank=True, null=True, verbose_name="担当課へ送った日"),
                ),
                ("answer", models.TextField(blank=True, verbose_name="回答")),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="回答の日")),
                (
                    "reported_on",
                    models.DateField(blank=True, null=True, verbose_name="協議体へ報告した日"),
                ),
                (
                    "history_change_reason",
                    models.CharField(max_length=200, null=True, verbose_name="わけ"),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
            ],
            options={
                "verbose_name": "提言のことばの控え",
                "verbose_name_plural": "historical 提言",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalVision",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="版")),
                ("main_line", models.CharField(max_length=120, verbose_name="目指す地域像")),
                (
                    "sub_line",
                    models.CharField(blank=True, max_length=120, verbose_name="添えことば"),
                ),
                ("explanation", models.TextField(blank=True, verbose_name="説明")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="決めた日")),
                (
                    "decided_text",
                    models.CharField(blank=True, max_length=60, verbose_name="決めた時期（原文）"),
                ),
                ("how_decided", models.TextField(blank=True, verbose_name="決め方")),
                (
                    "themes",
                    models.TextField(
                        blank=True,
                        help_text="1行に1つ。例：地域の困りごと",
                        verbose_name="ワークショップの題",
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="出典")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
            ],
            options={
                "verbose_name": "地域像のことばの控え",
                "verbose_name_plural": "historical 目指す地域像",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="historicalmeeting",
            name="continues",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="フォーラムから続く集まりなど、協議体をまたいで続くもの",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="councils.meeting",
                verbose_name="この会議の前の会議",
            ),
        ),
        migrations.AddField(
            model_name="historicalmeeting",
            name="roles",
            field=models.CharField(
                blank=True,
                default="",
                help_text="①②③のうち。「13」のように",
                max_length=3,
                verbose_name="協議体の役割",
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="continues",
            field=models.ForeignKey(
                blank=True,
                help_text="フォーラムから続く集まりなど、協議体をまたいで続くもの",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="continued_by",
                to="councils.meeting",
                verbose_name="この会議の前の会議",
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="roles",
            field=models.CharField(
                blank=True,
                default="",
                help_text="①②③のうち。「13」のように",
                max_length=3,
                verbose_name="協議体の役割",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("roles__in", ["", "1", "2", "3", "12", "13", "23", "123"])),
                name="councils_meeting_roles_known",
                violation_error_message="協議体の役割は、①②③から選んでください。",
            ),
        ),
        migrations.AddField(
            model_name="candidate",
            name="changed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="書いた人",
            ),
        ),
        migrations.AddField(
            model_name="candidate",
            name="council",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="candidates",
                to="councils.council",
                verbose_name="協議体",
            ),
        ),
        migrations.AddField(
            model_name="historicalproposal",
            name="council",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="councils.council",
                verbose_name="協議体",
            ),
        ),
        migrations.AddField(
            model_name="historicalproposal",
            name="history_user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalproposal",
            name="meeting",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="councils.meeting",
                verbose_name="出た会議",
            ),
        ),
        migrations.AddField(
            model_name="historicalproposal",
            name="reported_meeting",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="councils.meeting",
                verbose_name="報告した会議",
            ),
        ),
        migrations.AddField(
            model_name="historicalproposal",
            name="tier1_meeting",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="councils.meeting",
                verbose_name="第1層で話した会議",
            ),
        ),
        migrations.AddField(
            model_name="historicalvision",
            name="council",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="councils.council",
                verbose_name="協議体",
            ),
        ),
        migrations.AddField(
            model_name="historicalvision",
            name="decided_at",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="councils.meeting",
                verbose_name="決めた会議",
            ),
        ),
        migrations.AddField(
            model_name="historicalvision",
            name="history_user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
