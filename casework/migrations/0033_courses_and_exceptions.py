"""Certificates of courses, the courses each level needs, and dated exceptions."""

import casework.identity.records
import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from casework.access.competence_sql import CERTIFIED, REQUIRED, WAIVERS


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0032_what_happened_at_her_door'),
    ]

    operations = [
        migrations.CreateModel(
            name='RequiredCourse',
            fields=[
                ('id', models.UUIDField(default=casework.identity.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid to')),
                ('level', models.CharField(choices=[('N1', 'N1'), ('N2', 'N2'), ('N3', 'N3'), ('N4', 'N4'), ('N5', 'N5'), ('N6', 'N6')], max_length=2, verbose_name='level')),
                ('course_code', models.CharField(max_length=40, verbose_name='code of the course')),
                ('name', models.CharField(max_length=200, verbose_name='name of the course')),
            ],
            options={
                'verbose_name': 'course required',
                'verbose_name_plural': 'courses required',
            },
        ),
        migrations.CreateModel(
            name='Waiver',
            fields=[
                ('id', models.UUIDField(default=casework.identity.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('level', models.CharField(choices=[('N1', 'N1'), ('N2', 'N2'), ('N3', 'N3'), ('N4', 'N4'), ('N5', 'N5'), ('N6', 'N6')], max_length=2, verbose_name='level')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(verbose_name='until')),
                ('reason', models.TextField(max_length=1000, verbose_name='reason')),
                ('ended_at', models.DateTimeField(editable=False, null=True)),
                ('centre_ids', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
            ],
            options={
                'verbose_name': 'exception',
                'verbose_name_plural': 'exceptions',
            },
        ),
        migrations.AddField(
            model_name='certificate',
            name='course_code',
            field=models.CharField(blank=True, max_length=40, verbose_name='code of the course'),
        ),
        migrations.AlterField(
            model_name='certificate',
            name='level',
            field=models.CharField(blank=True, choices=[('N1', 'N1'), ('N2', 'N2'), ('N3', 'N3'), ('N4', 'N4'), ('N5', 'N5'), ('N6', 'N6')], max_length=2, verbose_name='level'),
        ),
        migrations.AddIndex(
            model_name='certificate',
            index=models.Index(fields=['operator', 'course_code'], name='certificate_course'),
        ),
        migrations.AddConstraint(
            model_name='certificate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('level', ''), _negated=True), models.Q(('course_code', ''), _negated=True), _connector='OR'), name='certificate_for_a_level_or_of_a_course'),
        ),
        migrations.AddConstraint(
            model_name='requiredcourse',
            constraint=models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='required_course_days_in_order'),
        ),
        migrations.AddConstraint(
            model_name='requiredcourse',
            constraint=models.CheckConstraint(condition=models.Q(('course_code', ''), _negated=True), name='required_course_has_code'),
        ),
        migrations.AddConstraint(
            model_name='requiredcourse',
            constraint=models.UniqueConstraint(fields=('level', 'course_code', 'valid_from'), name='required_course_once', nulls_distinct=False),
        ),
        migrations.AddField(
            model_name='waiver',
            name='ended_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.operator'),
        ),
        migrations.AddField(
            model_name='waiver',
            name='given_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.operator'),
        ),
        migrations.AddField(
            model_name='waiver',
            name='operator',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='waivers', to='casework.operator'),
        ),
        migrations.AddIndex(
            model_name='waiver',
            index=models.Index(fields=['operator', 'ends_on'], name='waiver_running'),
        ),
        migrations.AddConstraint(
            model_name='waiver',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='waiver_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='waiver',
            constraint=models.CheckConstraint(condition=models.Q(('given_by', models.F('operator')), _negated=True), name='waiver_given_by_other'),
        ),
        migrations.AddConstraint(
            model_name='waiver',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_by', None)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='waiver_ended_by_somebody'),
        ),
        migrations.RunSQL(WAIVERS),
        migrations.RunSQL(REQUIRED),
        migrations.RunSQL(CERTIFIED),
    ]
