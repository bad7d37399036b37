"""Copies of certificates that administrators ask for, agreed to by a second one."""

import casework.identity.records
import datetime
import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
from django.db import migrations, models

from portal.certification.sql import PROTECT_COPIES

class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0034_cases_by_version'),
        ('portal', '0011_bar_staff_papers'),
    ]

    operations = [
        migrations.CreateModel(
            name='CertificateCopy',
            fields=[
                ('id', models.UUIDField(default=casework.identity.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('purpose', models.CharField(choices=[('personnel', 'To add it to the hoja de vida of public servants'), ('executor', 'For the implementing agency, about its fee-paid staff'), ('audit', 'For an audit of the training plan')], max_length=16, verbose_name='what it is for')),
                ('kind', models.CharField(choices=[('csv', 'Spreadsheet (CSV)'), ('json', 'Data (JSON)')], max_length=4, verbose_name='shape')),
                ('destination', models.CharField(max_length=200, verbose_name='destination')),
                ('reason', models.TextField(max_length=1000, verbose_name='reason')),
                ('agreed', models.BooleanField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('taken_at', models.DateTimeField(null=True)),
                ('rows', models.PositiveIntegerField(null=True)),
                ('centre', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.centre')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.operator')),
                ('operator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.operator')),
            ],
            options={
                'verbose_name': 'copy of certificates',
                'verbose_name_plural': 'copies of certificates',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('agreed', None), ('decided_at', None), ('decided_by', None)), models.Q(('agreed__isnull', False), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='certificate_copy_decided_whole'), models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(('decided_by', models.F('operator')), _negated=True), _connector='OR'), name='certificate_copy_decided_by_other'), models.CheckConstraint(condition=models.Q(('taken_at', None), models.Q(('agreed', True), ('taken_at__lte', django.db.models.expressions.CombinedExpression(models.F('decided_at'), '+', models.Value(datetime.timedelta(days=1))))), _connector='OR'), name='certificate_copy_taken_in_time')],
            },
        ),
        migrations.RunSQL(PROTECT_COPIES),
    ]
