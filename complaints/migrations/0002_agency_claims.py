"""Claims before the Agency about a request."""

import casework.identity.fields
import casework.identity.records
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from complaints.rights.sql import CLAIMS


class Migration(migrations.Migration):

    dependencies = [
        ('complaints', '0001_requests'),
    ]

    operations = [
        migrations.AlterField(
            model_name='requestevent',
            name='what',
            field=models.CharField(choices=[('filed', 'Filed'), ('receipt', 'Receipt sealed'), ('taken', 'Somebody took it on'), ('identified', 'Identity checked'), ('asked', 'Asked to complete it'), ('completed', 'Completed'), ('confirmed', 'Confirmed with her, safely'), ('extended', 'Deadline extended'), ('prepared', 'Answer prepared'), ('sent_back', 'Sent back to be prepared again'), ('decided', 'Decided'), ('answered', 'Answer sent'), ('withdrawn', 'Withdrawn by who asked'), ('transferred', 'Passed on to whom it belongs to'), ('power_checked', 'Papers of who asks for her checked'), ('insisted', 'Asked again, and wants it so'), ('exported', 'Whole file put together for the Agency'), ('fulfilled', 'Carried out'), ('claimed', 'The Agency notified a complaint'), ('claim_answered', 'The Agency was answered')], max_length=16),
        ),
        migrations.AlterField(
            model_name='sending',
            name='what',
            field=models.CharField(choices=[('filed', 'Filed'), ('receipt', 'Receipt sealed'), ('taken', 'Somebody took it on'), ('identified', 'Identity checked'), ('asked', 'Asked to complete it'), ('completed', 'Completed'), ('confirmed', 'Confirmed with her, safely'), ('extended', 'Deadline extended'), ('prepared', 'Answer prepared'), ('sent_back', 'Sent back to be prepared again'), ('decided', 'Decided'), ('answered', 'Answer sent'), ('withdrawn', 'Withdrawn by who asked'), ('transferred', 'Passed on to whom it belongs to'), ('power_checked', 'Papers of who asks for her checked'), ('insisted', 'Asked again, and wants it so'), ('exported', 'Whole file put together for the Agency'), ('fulfilled', 'Carried out'), ('claimed', 'The Agency notified a complaint'), ('claim_answered', 'The Agency was answered')], max_length=16),
        ),
        migrations.CreateModel(
            name='AgencyClaim',
            fields=[
                ('id', models.UUIDField(default=casework.identity.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('key_id', models.UUIDField(editable=False)),
                ('notified_at', models.DateTimeField(verbose_name='notified by the Agency')),
                ('due_at', models.DateTimeField(verbose_name='to be answered until')),
                ('extended_to', models.DateTimeField(null=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('note', casework.identity.fields.EncryptedTextField(blank=True, default='', verbose_name='what it says')),
                ('recorded_by', models.UUIDField(null=True)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='complaints.rightsrequest')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.RunSQL(CLAIMS),
    ]
