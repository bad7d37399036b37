"""Opinions: invitations, codes, answers of nobody, and the three questions."""

import casework.identity.records
import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.db import migrations, models

from casework.access.rls import FOLD
from complaints.satisfaction import editors, load
from complaints.satisfaction.sql import create_all


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0031_cases_in_charge'),
        ('complaints', '0007_discrepancies'),
        ('consent', '0002_confirmations_and_approval'),
    ]

    operations = [
        migrations.CreateModel(
            name='OpinionCode',
            fields=[
                ('digest', models.BinaryField(max_length=32, primary_key=True, serialize=False)),
                ('moment', models.CharField(choices=[('orientation', 'After the orientation'), ('entry', 'After the entry'), ('ongoing', 'Every 90 days'), ('exit', 'At the exit'), ('request', 'After a request on data'), ('question', 'After a question or complaint')], max_length=12)),
                ('until', models.DateTimeField()),
                ('centre', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.centre')),
            ],
        ),
        migrations.CreateModel(
            name='OpinionQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid to')),
                ('topic', models.CharField(choices=[('liking', 'How she was treated'), ('solving', 'Whether it helped'), ('clarity', 'Whether it was clear')], max_length=8, verbose_name='topic')),
                ('language', models.CharField(default='es', max_length=8, verbose_name='language')),
                ('words', models.CharField(max_length=120, verbose_name='question')),
            ],
            options={
                'verbose_name': 'question of opinion',
                'verbose_name_plural': 'questions of opinion',
                'ordering': ['topic', 'language', '-valid_from'],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='opinionquestion_days')],
            },
        ),
        migrations.CreateModel(
            name='Opinion',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('moment', models.CharField(choices=[('orientation', 'After the orientation'), ('entry', 'After the entry'), ('ongoing', 'Every 90 days'), ('exit', 'At the exit'), ('request', 'After a request on data'), ('question', 'After a question or complaint')], max_length=12)),
                ('month', models.DateField()),
                ('liking', models.PositiveSmallIntegerField()),
                ('solving', models.PositiveSmallIntegerField()),
                ('clarity', models.PositiveSmallIntegerField()),
                ('centre', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.centre')),
            ],
            options={
                'verbose_name': 'opinion',
                'verbose_name_plural': 'opinions',
                'indexes': [models.Index(fields=['month', 'centre', 'moment'], name='opinion_cell')],
                'constraints': [models.CheckConstraint(condition=models.Q(('clarity__range', (1, 7)), ('liking__range', (1, 7)), ('solving__range', (1, 7))), name='opinion_grades'), models.CheckConstraint(condition=models.Q(('month__day', 1)), name='opinion_month')],
            },
        ),
        migrations.CreateModel(
            name='OpinionInvitation',
            fields=[
                ('id', models.UUIDField(default=casework.identity.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('centre_ids', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                ('key_id', models.UUIDField(editable=False)),
                ('moment', models.CharField(choices=[('orientation', 'After the orientation'), ('entry', 'After the entry'), ('ongoing', 'Every 90 days'), ('exit', 'At the exit'), ('request', 'After a request on data'), ('question', 'After a question or complaint')], max_length=12, verbose_name='after what')),
                ('from_day', models.DateField(verbose_name='from')),
                ('until_day', models.DateField(verbose_name='until')),
                ('over', models.BooleanField(default=False)),
                ('centre', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.centre')),
                ('survivor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.survivor')),
            ],
            options={
                'verbose_name': 'invitation to give an opinion',
                'verbose_name_plural': 'invitations to give an opinion',
                'indexes': [models.Index(condition=models.Q(('over', False)), fields=['survivor'], name='invitation_open')],
                'constraints': [models.UniqueConstraint(fields=('survivor', 'centre', 'moment', 'from_day'), name='invited_once'), models.CheckConstraint(condition=models.Q(('until_day__gte', models.F('from_day'))), name='invitation_days')],
            },
        ),
        migrations.RunSQL(create_all()),
        migrations.RunPython(load.load_questions, migrations.RunPython.noop),
        migrations.RunPython(editors.give_rights, migrations.RunPython.noop),
        migrations.RunSQL(FOLD),
    ]
