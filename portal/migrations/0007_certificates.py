"""Certificates of training, and those of other bodies."""

import casework.identity.fields
import casework.identity.records
import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from portal.certification.sql import ANSWERS, PAPERS, PROTECT_ISSUED, PROTECT_OUTSIDE


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0033_courses_and_exceptions'),
        ('portal', '0006_protocols'),
    ]

    operations = [
        migrations.CreateModel(
            name='IssuedCertificate',
            fields=[
                ('id', models.UUIDField(default=casework.identity.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('centre_ids', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                ('key_id', models.UUIDField(editable=False)),
                ('folio', models.CharField(max_length=14, unique=True, verbose_name='folio')),
                ('number', models.PositiveIntegerField(unique=True)),
                ('holder', models.CharField(max_length=300, verbose_name='holder')),
                ('digits_digest', models.BinaryField(max_length=32, null=True)),
                ('course_code', models.CharField(max_length=40, verbose_name='code of the course')),
                ('course', models.CharField(max_length=200, verbose_name='name of the course')),
                ('issued_on', models.DateField(verbose_name='issued on')),
                ('valid_to', models.DateField(null=True, verbose_name='valid until')),
                ('record', casework.identity.fields.EncryptedJSONField()),
                ('badge', casework.identity.fields.EncryptedTextField()),
                ('certificate', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='issued', to='casework.certificate')),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.sealeddocument')),
                ('issued_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.operator')),
                ('operator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.operator')),
                ('renews', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='renewed_by', to='portal.issuedcertificate')),
            ],
            options={
                'verbose_name': 'certificate issued',
                'verbose_name_plural': 'certificates issued',
                'indexes': [models.Index(fields=['operator', 'course_code'], name='issued_to')],
                'constraints': [models.CheckConstraint(condition=models.Q(('issued_by', None), models.Q(('issued_by', models.F('operator')), _negated=True), _connector='OR'), name='certificate_issued_by_other'), models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('issued_on')), _connector='OR'), name='issued_certificate_ends_after_issue')],
            },
        ),
        migrations.CreateModel(
            name='OutsideCertificate',
            fields=[
                ('id', models.UUIDField(default=casework.identity.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('centre_ids', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                ('key_id', models.UUIDField(editable=False)),
                ('course', models.CharField(max_length=200, verbose_name='name of the course')),
                ('body', models.CharField(max_length=200, verbose_name='issued by')),
                ('reference', models.CharField(blank=True, max_length=100, verbose_name='number or code')),
                ('issued_on', models.DateField(verbose_name='issued on')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid until')),
                ('hours', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='hours')),
                ('state', models.CharField(choices=[('waiting', 'Waiting for review'), ('accepted', 'Accepted'), ('refused', 'Not accepted'), ('withdrawn', 'Taken back')], default='waiting', max_length=9)),
                ('course_code', models.CharField(blank=True, max_length=40, verbose_name='code of the course')),
                ('counts_to', models.DateField(blank=True, null=True, verbose_name='counts until')),
                ('reason', models.TextField(blank=True, max_length=1000, verbose_name='reason')),
                ('reviewed_at', models.DateTimeField(null=True)),
                ('certificate', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='outside', to='casework.certificate')),
                ('operator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.operator')),
                ('proof', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.storedfile')),
                ('reviewed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.operator')),
            ],
            options={
                'verbose_name': 'certificate of another body',
                'verbose_name_plural': 'certificates of other bodies',
                'indexes': [models.Index(fields=['operator', 'state'], name='outside_of')],
                'constraints': [models.CheckConstraint(condition=models.Q(('reviewed_by', None), models.Q(('reviewed_by', models.F('operator')), _negated=True), _connector='OR'), name='outside_certificate_reviewed_by_other'), models.CheckConstraint(condition=models.Q(models.Q(('certificate', None), ('reviewed_by', None), ('state__in', ['waiting', 'withdrawn'])), models.Q(('certificate', None), ('reviewed_by__isnull', False), ('state', 'refused'), models.Q(('reason', ''), _negated=True)), models.Q(('certificate__isnull', False), ('reviewed_by__isnull', False), ('state', 'accepted')), _connector='OR'), name='outside_certificate_reviewed_whole')],
            },
        ),
        migrations.RunSQL(PROTECT_ISSUED),
        migrations.RunSQL(PROTECT_OUTSIDE),
        migrations.RunSQL(PAPERS),
        migrations.RunSQL(ANSWERS),
    ]
