"""Questions and complaints to the service, and their times to answer."""

import casework.identity.fields
import casework.identity.records
import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from complaints.oirs import editors, load
from complaints.oirs.sql import create_all


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0027_keys_of_requests'),
        ('complaints', '0004_fulfilment'),
    ]

    operations = [
        migrations.CreateModel(
            name='OirsTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid to')),
                ('kind', models.CharField(choices=[('enquiry', 'A question'), ('claim', 'A claim: something was not done as it should'), ('grievance', 'A complaint: somebody did not treat me well'), ('suggestion', 'A suggestion'), ('praise', 'Praise')], max_length=12, verbose_name='kind')),
                ('working_days', models.PositiveSmallIntegerField(verbose_name='working days to answer')),
                ('source', models.CharField(blank=True, max_length=160, verbose_name='where it is written')),
                ('proposal', models.BooleanField(default=True, verbose_name='proposed, to be confirmed by the service')),
            ],
            options={
                'verbose_name': 'time to answer',
                'verbose_name_plural': 'times to answer',
                'ordering': ['kind', '-valid_from'],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='oirsterm_days'), models.CheckConstraint(condition=models.Q(('working_days__range', (1, 60))), name='oirsterm_sensible')],
            },
        ),
        migrations.CreateModel(
            name='Ticket',
            fields=[
                ('id', models.UUIDField(default=casework.identity.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('centre_ids', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                ('key_id', models.UUIDField(editable=False)),
                ('number', models.CharField(editable=False, max_length=9, unique=True, verbose_name='number')),
                ('code_digest', models.BinaryField(max_length=32, null=True)),
                ('kind', models.CharField(choices=[('enquiry', 'A question'), ('claim', 'A claim: something was not done as it should'), ('grievance', 'A complaint: somebody did not treat me well'), ('suggestion', 'A suggestion'), ('praise', 'Praise')], max_length=12, verbose_name='what it is')),
                ('way', models.CharField(choices=[('site', 'On the public site'), ('space', 'From her own space'), ('counter', 'At the counter'), ('phone', 'By telephone'), ('paper', 'On paper')], max_length=8, verbose_name='how it came')),
                ('filed_at', models.DateTimeField(verbose_name='filed')),
                ('days', models.PositiveSmallIntegerField()),
                ('due_at', models.DateTimeField(verbose_name='to be answered until')),
                ('route_by', models.DateTimeField()),
                ('extended_at', models.DateTimeField(null=True)),
                ('extended_to', models.DateTimeField(null=True)),
                ('fix_asked_at', models.DateTimeField(null=True)),
                ('fix_until', models.DateTimeField(null=True)),
                ('reached_at', models.DateTimeField(null=True)),
                ('denounced_at', models.DateTimeField(null=True)),
                ('state', models.CharField(choices=[('filed', 'Received'), ('working', 'Being answered'), ('completing', 'Something is missing'), ('answered', 'Answered'), ('withdrawn', 'Deemed withdrawn'), ('handed', 'Handed to transparency')], default='filed', max_length=12)),
                ('assigned_to', models.UUIDField(null=True)),
                ('received_by', models.UUIDField(null=True)),
                ('name', casework.identity.fields.EncryptedTextField(blank=True, default='', verbose_name='name')),
                ('answer_address', casework.identity.fields.EncryptedTextField(blank=True, default='', verbose_name='where to answer')),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.UUIDField(null=True)),
                ('by_head_of_service', models.BooleanField(default=False)),
                ('about_information', models.DateTimeField(null=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('centre', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.centre')),
                ('survivor', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.survivor')),
                ('term', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='complaints.oirsterm')),
            ],
            options={
                'verbose_name': 'question or complaint',
                'verbose_name_plural': 'questions and complaints',
            },
        ),
        migrations.CreateModel(
            name='TicketEntry',
            fields=[
                ('id', models.UUIDField(default=casework.identity.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('key_id', models.UUIDField(editable=False)),
                ('at', models.DateTimeField()),
                ('what', models.CharField(choices=[('filed', 'Received'), ('taken', 'Somebody took it on'), ('routed', 'Passed to whom it belongs to'), ('note', 'Internal note'), ('told', 'Message from the service'), ('said', 'Message from who wrote'), ('asked', 'Asked to complete it'), ('completed', 'Completed'), ('reached', 'Contact tried by the safe way'), ('extended', 'Deadline extended'), ('delay', 'Delay denounced'), ('answered', 'Answered'), ('withdrawn', 'Deemed withdrawn'), ('handed', 'Handed to transparency')], max_length=12)),
                ('inside', models.BooleanField(default=False)),
                ('before', models.CharField(blank=True, max_length=12)),
                ('after', models.CharField(blank=True, max_length=12)),
                ('actor_kind', models.CharField(max_length=16)),
                ('actor_id', models.UUIDField(null=True)),
                ('words', casework.identity.fields.EncryptedTextField(blank=True, default='')),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='complaints.ticket')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='TicketFile',
            fields=[
                ('id', models.UUIDField(default=casework.identity.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('at', models.DateTimeField()),
                ('added_by', models.UUIDField(null=True)),
                ('stored_file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.storedfile')),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='complaints.ticket')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(fields=['survivor'], name='ticket_by_survivor'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(fields=['key_id'], name='ticket_by_key'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(condition=models.Q(('state__in', ['answered', 'withdrawn', 'handed']), _negated=True), fields=['due_at'], name='ticket_clock'),
        ),
        migrations.AddConstraint(
            model_name='ticket',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('extended_at', None), ('extended_to', None)), models.Q(('extended_at__lte', models.F('due_at')), ('extended_to__gt', models.F('due_at'))), _connector='OR'), name='ticket_extended_in_time'),
        ),
        migrations.AddConstraint(
            model_name='ticket',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), _negated=True), ('reached_at__isnull', False), _connector='OR'), name='ticket_withdrawn_after_contact'),
        ),
        migrations.AddConstraint(
            model_name='ticket',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'answered'), _negated=True), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='ticket_answered_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='ticketentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('what__in', ['note', 'taken', 'routed', 'reached']), _negated=True), ('inside', True), _connector='OR'), name='ticket_notes_stay_inside'),
        ),
        migrations.RunSQL(create_all()),
        migrations.RunPython(load.load_terms, migrations.RunPython.noop),
        migrations.RunPython(editors.give_rights, migrations.RunPython.noop),
    ]
