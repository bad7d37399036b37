"""A wrong match told and mended by two people; a receipt asked for from outside."""

import casework.identity.records
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from casework.access.rls import FOLD
from complaints.rights.matches.sql import create_all


class Migration(migrations.Migration):

    dependencies = [
        ('complaints', '0008_opinions'),
    ]

    operations = [
        migrations.AlterField(
            model_name='requestevent',
            name='what',
            field=models.CharField(choices=[('filed', 'Filed'), ('receipt', 'Receipt sealed'), ('taken', 'Somebody took it on'), ('identified', 'Identity checked'), ('asked', 'Asked to complete it'), ('completed', 'Completed'), ('confirmed', 'Confirmed with her, safely'), ('extended', 'Deadline extended'), ('prepared', 'Answer prepared'), ('sent_back', 'Sent back to be prepared again'), ('decided', 'Decided'), ('answered', 'Answer sent'), ('withdrawn', 'Withdrawn by who asked'), ('transferred', 'Passed on to whom it belongs to'), ('power_checked', 'Papers of who asks for her checked'), ('insisted', 'Asked again, and wants it so'), ('exported', 'Whole file put together for the Agency'), ('fulfilled', 'Carried out'), ('match_doubted', 'Somebody said that it was matched with another person'), ('match_kept', 'It stays matched as it was'), ('match_mended', "Matched anew: it was another person's"), ('claimed', 'The Agency notified a complaint'), ('claim_answered', 'The Agency was answered')], max_length=16),
        ),
        migrations.AlterField(
            model_name='sending',
            name='what',
            field=models.CharField(choices=[('filed', 'Filed'), ('receipt', 'Receipt sealed'), ('taken', 'Somebody took it on'), ('identified', 'Identity checked'), ('asked', 'Asked to complete it'), ('completed', 'Completed'), ('confirmed', 'Confirmed with her, safely'), ('extended', 'Deadline extended'), ('prepared', 'Answer prepared'), ('sent_back', 'Sent back to be prepared again'), ('decided', 'Decided'), ('answered', 'Answer sent'), ('withdrawn', 'Withdrawn by who asked'), ('transferred', 'Passed on to whom it belongs to'), ('power_checked', 'Papers of who asks for her checked'), ('insisted', 'Asked again, and wants it so'), ('exported', 'Whole file put together for the Agency'), ('fulfilled', 'Carried out'), ('match_doubted', 'Somebody said that it was matched with another person'), ('match_kept', 'It stays matched as it was'), ('match_mended', "Matched anew: it was another person's"), ('claimed', 'The Agency notified a complaint'), ('claim_answered', 'The Agency was answered')], max_length=16),
        ),
        migrations.CreateModel(
            name='MatchFix',
            fields=[
                ('id', models.UUIDField(default=casework.identity.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('mistake', models.CharField(choices=[('typed', 'The RUN was typed wrong'), ('chosen', "It was written down in another person's file"), ('borrowed', "Somebody used another person's document"), ('record', 'The RUN in the record is not hers')], max_length=10, verbose_name='what went wrong')),
                ('to_digest', models.BinaryField(max_length=32, null=True)),
                ('told_by', models.UUIDField()),
                ('by_officer', models.BooleanField()),
                ('told_at', models.DateTimeField()),
                ('settled_by', models.UUIDField(null=True)),
                ('settled_at', models.DateTimeField(null=True)),
                ('agreed', models.BooleanField(null=True)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fixes', to='complaints.rightsrequest')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('agreed', None), ('settled_at', None), ('settled_by', None)), models.Q(('agreed__isnull', False), ('settled_at__isnull', False), ('settled_by__isnull', False), models.Q(('settled_by', models.F('told_by')), _negated=True)), _connector='OR'), name='match_settled_by_another'), models.UniqueConstraint(condition=models.Q(('settled_at', None)), fields=('request',), name='one_match_in_doubt')],
            },
        ),
        migrations.RunSQL(create_all()),
        migrations.RunSQL(FOLD),
    ]
