"""Certificates of operators, and that every level needs one."""

import casework.identity.records
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from casework.access.sql import CERTIFICATES, EVERY_LEVEL_NEEDS_ONE


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0007_grants_follow_her'),
    ]

    operations = [
        migrations.CreateModel(
            name='LevelRequirement',
            fields=[
                ('id', models.UUIDField(default=casework.identity.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid to')),
                ('level', models.CharField(choices=[('N1', 'N1'), ('N2', 'N2'), ('N3', 'N3'), ('N4', 'N4'), ('N5', 'N5'), ('N6', 'N6')], max_length=2, verbose_name='level')),
                ('needed', models.BooleanField(default=True, verbose_name='needs a certificate')),
            ],
            options={
                'verbose_name': 'certificates required',
                'verbose_name_plural': 'certificates required',
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='level_requirement_days_in_order'), models.UniqueConstraint(fields=('level', 'valid_from'), name='level_requirement_once', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.UUIDField(default=casework.identity.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('level', models.CharField(choices=[('N1', 'N1'), ('N2', 'N2'), ('N3', 'N3'), ('N4', 'N4'), ('N5', 'N5'), ('N6', 'N6')], max_length=2, verbose_name='level')),
                ('course', models.CharField(max_length=200, verbose_name='name of the course')),
                ('issuer', models.CharField(max_length=200, verbose_name='issued by')),
                ('reference', models.CharField(max_length=100, verbose_name='number or code')),
                ('issued_on', models.DateField(verbose_name='issued on')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid until')),
                ('revoked_at', models.DateTimeField(editable=False, null=True)),
                ('revoked_because', models.CharField(blank=True, choices=[('mistake', 'It was recorded by mistake'), ('issuer', 'Its issuer withdrew it'), ('untrue', 'It turned out not to be genuine')], max_length=8, verbose_name='reason')),
                ('operator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='casework.operator')),
                ('recorded_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.operator')),
            ],
            options={
                'verbose_name': 'certificate',
                'verbose_name_plural': 'certificates',
                'indexes': [models.Index(fields=['operator', 'level'], name='casework_ce_operato_daf341_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('issued_on')), _connector='OR'), name='certificate_ends_after_issue'), models.CheckConstraint(condition=models.Q(models.Q(('revoked_at', None), ('revoked_because', '')), models.Q(('revoked_at__isnull', False), models.Q(('revoked_because', ''), _negated=True)), _connector='OR'), name='certificate_revoked_with_reason'), models.CheckConstraint(condition=models.Q(('recorded_by', None), models.Q(('recorded_by', models.F('operator')), _negated=True), _connector='OR'), name='certificate_recorded_by_other')],
            },
        ),
        migrations.RunSQL(CERTIFICATES, migrations.RunSQL.noop),
        migrations.RunSQL(EVERY_LEVEL_NEEDS_ONE, migrations.RunSQL.noop),
    ]
