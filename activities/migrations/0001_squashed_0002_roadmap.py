"""The migrations named in `replaces`, as one: an empty database is made in a third of the time
(decision 0037). A database that has applied them takes this one as applied."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('activities', '0001_initial'), ('activities', '0002_roadmap')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('councils', '0001_squashed_0006_candidates_and_series'),
    ]

    operations = [
        migrations.CreateModel(
            name='SupportActivity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('gathering', '居場所'), ('salon', 'サロン'), ('exercise', '体操・介護予防'), ('shopping', '買い物支援'), ('mobile_shop', '移動販売'), ('waste', 'ごみ出し'), ('housework', '家事・困りごとの手伝い'), ('watching', '見守り・声かけ'), ('outing', '外出・移動の手伝い'), ('meal', '配食・会食'), ('exchange', '学び合い・情報交換'), ('other', 'その他')], max_length=20, verbose_name='種類')),
                ('name', models.CharField(max_length=80, verbose_name='名称')),
                ('place', models.CharField(blank=True, max_length=120, verbose_name='場所')),
                ('schedule_text', models.CharField(blank=True, max_length=200, verbose_name='日時')),
                ('fee_text', models.CharField(blank=True, max_length=80, verbose_name='参加費・利用料')),
                ('payment', models.CharField(choices=[('unknown', 'わからない'), ('unpaid', '無償'), ('paid', '有償')], default='unknown', max_length=10, verbose_name='担い手への謝礼')),
                ('started_on', models.DateField(blank=True, null=True, verbose_name='始めた日')),
                ('paused_on', models.DateField(blank=True, null=True, verbose_name='休み始めた日')),
                ('pause_reason', models.CharField(blank=True, max_length=200, verbose_name='休む理由')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='終えた日')),
                ('end_reason', models.CharField(blank=True, max_length=200, verbose_name='終えた理由')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='出典')),
                ('backed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='backed_activities', to='councils.organisation', verbose_name='支える団体')),
                ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='support_activities', to='councils.council', verbose_name='協議体')),
                ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='activities.supportactivity', verbose_name='引きついだ活動')),
                ('roadmap_steps', models.ManyToManyField(blank=True, related_name='activities', to='councils.roadmapstep', verbose_name='工程表の項目')),
            ],
            options={
                'verbose_name': '支え合い活動',
                'verbose_name_plural': '支え合い活動',
                'ordering': ['council', 'name', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('council', 'name'), name='activities_supportactivity_name_once', violation_error_message='この協議体には同じ名前の活動があります。'), models.CheckConstraint(condition=models.Q(('ended_on', None), ('started_on', None), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='activities_supportactivity_in_order', violation_error_message='終えた日は、始めた日より後にしてください。'), models.CheckConstraint(condition=models.Q(models.Q(('end_reason', ''), ('ended_on', None), ('successor', None)), models.Q(('ended_on__isnull', False), models.Q(('end_reason', ''), _negated=True)), _connector='OR'), name='activities_supportactivity_end_has_reason', violation_error_message='終えた日と、終えた理由は、そろって要ります。'), models.CheckConstraint(condition=models.Q(models.Q(('pause_reason', ''), ('paused_on', None)), models.Q(('paused_on__isnull', False), models.Q(('pause_reason', ''), _negated=True)), _connector='OR'), name='activities_supportactivity_pause_has_reason', violation_error_message='休み始めた日と、休む理由は、そろって要ります。')],
            },
        ),
        migrations.CreateModel(
            name='CarriedStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('new', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='carried_from', to='councils.roadmapstep', verbose_name='引きついだ項目')),
                ('old', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='carried_to', to='councils.roadmapstep', verbose_name='もとの項目')),
            ],
            options={
                'verbose_name': '引きついだ工程表の項目',
                'verbose_name_plural': '引きついだ工程表の項目',
                'ordering': ['new'],
            },
        ),
        migrations.CreateModel(
            name='ActivityStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(verbose_name='順番')),
                ('kind', models.CharField(choices=[('voice', '声'), ('need', '困りごとの確認'), ('meeting', '話し合い'), ('visit', '見学'), ('partner', '協力者'), ('opening', '開始'), ('other', 'その他')], max_length=20, verbose_name='種類')),
                ('text', models.CharField(max_length=200, verbose_name='できごと')),
                ('happened_on', models.DateField(blank=True, null=True, verbose_name='日付')),
                ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='activity_steps', to='councils.meeting', verbose_name='話し合った会議')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='activities.supportactivity', verbose_name='支え合い活動')),
            ],
            options={
                'verbose_name': '活動の歩み',
                'verbose_name_plural': '活動の歩み',
                'ordering': ['activity', 'order'],
                'constraints': [models.UniqueConstraint(fields=('activity', 'order'), name='activities_activitystep_order_once')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalSupportActivity',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('kind', models.CharField(choices=[('gathering', '居場所'), ('salon', 'サロン'), ('exercise', '体操・介護予防'), ('shopping', '買い物支援'), ('mobile_shop', '移動販売'), ('waste', 'ごみ出し'), ('housework', '家事・困りごとの手伝い'), ('watching', '見守り・声かけ'), ('outing', '外出・移動の手伝い'), ('meal', '配食・会食'), ('exchange', '学び合い・情報交換'), ('other', 'その他')], max_length=20, verbose_name='種類')),
                ('name', models.CharField(max_length=80, verbose_name='名称')),
                ('place', models.CharField(blank=True, max_length=120, verbose_name='場所')),
                ('schedule_text', models.CharField(blank=True, max_length=200, verbose_name='日時')),
                ('fee_text', models.CharField(blank=True, max_length=80, verbose_name='参加費・利用料')),
                ('payment', models.CharField(choices=[('unknown', 'わからない'), ('unpaid', '無償'), ('paid', '有償')], default='unknown', max_length=10, verbose_name='担い手への謝礼')),
                ('started_on', models.DateField(blank=True, null=True, verbose_name='始めた日')),
                ('paused_on', models.DateField(blank=True, null=True, verbose_name='休み始めた日')),
                ('pause_reason', models.CharField(blank=True, max_length=200, verbose_name='休む理由')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='終えた日')),
                ('end_reason', models.CharField(blank=True, max_length=200, verbose_name='終えた理由')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='出典')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('backed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='councils.organisation', verbose_name='支える団体')),
                ('council', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='councils.council', verbose_name='協議体')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('successor', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='activities.supportactivity', verbose_name='引きついだ活動')),
            ],
            options={
                'verbose_name': '支え合い活動の版',
                'verbose_name_plural': 'historical 支え合い活動',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='ModelVisit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('other_name', models.CharField(blank=True, max_length=120, verbose_name='市外などの見学先')),
                ('visited_on', models.DateField(blank=True, null=True, verbose_name='見学した日')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='学んだこと')),
                ('visitor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='model_visits', to='councils.council', verbose_name='見学した協議体')),
                ('led_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='learnt_from', to='activities.supportactivity', verbose_name='生まれた活動')),
                ('visited', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='visits_received', to='activities.supportactivity', verbose_name='見学した活動')),
            ],
            options={
                'verbose_name': '見学',
                'verbose_name_plural': '見学',
                'ordering': ['-visited_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('other_name', ''), ('visited__isnull', False)), models.Q(('visited', None), models.Q(('other_name', ''), _negated=True)), _connector='OR'), name='activities_modelvisit_activity_or_name', violation_error_message='見学した活動を選ぶか、市外などの見学先を入れてください。')],
            },
        ),
    ]
