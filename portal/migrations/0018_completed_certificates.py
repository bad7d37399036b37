"""A certificate signed without its holder's RUN may be completed by another one."""
import casework.identity.fields
import casework.identity.records
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from portal.certification.completion_sql import ANSWERS, PROTECT


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0036_completed_certificates'),
        ('portal', '0017_search_by_all_words'),
    ]

    operations = [
        migrations.AddField(
            model_name='issuedcertificate',
            name='completes',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='completed_by', to='portal.issuedcertificate'),
        ),
        migrations.CreateModel(
            name='Completion',
            fields=[
                ('id', models.UUIDField(default=casework.identity.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('key_id', models.UUIDField(editable=False)),
                ('run', casework.identity.fields.EncryptedTextField(null=True, verbose_name='RUN')),
                ('certificate', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='completion', to='portal.issuedcertificate')),
                ('made', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portal.issuedcertificate')),
                ('operator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.operator')),
            ],
            options={
                'verbose_name': 'certificate to complete',
                'verbose_name_plural': 'certificates to complete',
                'constraints': [models.CheckConstraint(condition=models.Q(('made', None), ('run__isnull', True), _connector='OR'), name='completion_keeps_no_run')],
            },
        ),
        migrations.RunSQL(PROTECT),
        migrations.RunSQL(ANSWERS),
    ]
