"""Requests about personal data: rows, rules of the database, first words."""

import casework.identity.fields
import casework.identity.records
import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from complaints.rights import editors, load
from complaints.rights.sql import create_all


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('casework', '0027_keys_of_requests'),
        ('portal', '0002_first_site'),  # it names the editors' groups
    ]

    operations = [
        migrations.CreateModel(
            name='AnswerTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid to')),
                ('right', models.CharField(blank=True, choices=[('access', 'To know what is held about me'), ('rectification', 'To put something right'), ('suppression', 'To erase'), ('opposition', 'To say no to a use'), ('portability', 'To take my data with me'), ('impugnation', 'That a person looks again at a score'), ('blocking', 'To keep apart for now')], max_length=16, verbose_name='request')),
                ('outcome', models.CharField(choices=[('granted', 'Granted'), ('partly', 'Granted in part'), ('refused', 'Refused')], max_length=8, verbose_name='what is answered')),
                ('language', models.CharField(default='es', max_length=8, verbose_name='language')),
                ('body', models.TextField(verbose_name='text')),
                ('proposal', models.BooleanField(default=True, verbose_name='proposed, to be confirmed by lawyers')),
            ],
            options={
                'verbose_name': 'text of an answer',
                'verbose_name_plural': 'texts of answers',
                'ordering': ['right', 'outcome', 'language'],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='answertemplate_days')],
            },
        ),
        migrations.CreateModel(
            name='LegalGround',
            fields=[
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid to')),
                ('code', models.SlugField(max_length=40, primary_key=True, serialize=False, verbose_name='code')),
                ('label', models.CharField(max_length=160, verbose_name='ground')),
                ('citation', models.CharField(max_length=160, verbose_name='where it is written')),
                ('explanation', models.TextField(verbose_name='in plain words, for her')),
                ('rights', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('access', 'To know what is held about me'), ('rectification', 'To put something right'), ('suppression', 'To erase'), ('opposition', 'To say no to a use'), ('portability', 'To take my data with me'), ('impugnation', 'That a person looks again at a score'), ('blocking', 'To keep apart for now')], max_length=16), size=None, verbose_name='for which requests')),
                ('regime', models.CharField(blank=True, choices=[('old', 'Ley 19.628, before its reform'), ('new', 'Ley 19.628, reformed by Ley 21.719')], max_length=4, verbose_name='law')),
                ('proposal', models.BooleanField(default=True, verbose_name='proposed, to be confirmed by lawyers')),
                ('order', models.PositiveSmallIntegerField(default=50, verbose_name='order')),
            ],
            options={
                'verbose_name': 'legal ground',
                'verbose_name_plural': 'legal grounds',
                'ordering': ['order', 'code'],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='legalground_days')],
            },
        ),
        migrations.CreateModel(
            name='RightsRequest',
            fields=[
                ('id', models.UUIDField(default=casework.identity.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('centre_ids', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                ('key_id', models.UUIDField(editable=False)),
                ('number', models.CharField(editable=False, max_length=9, unique=True, verbose_name='number')),
                ('run_digest', models.BinaryField(max_length=32, null=True)),
                ('document_digest', models.BinaryField(max_length=32, null=True)),
                ('right', models.CharField(choices=[('access', 'To know what is held about me'), ('rectification', 'To put something right'), ('suppression', 'To erase'), ('opposition', 'To say no to a use'), ('portability', 'To take my data with me'), ('impugnation', 'That a person looks again at a score'), ('blocking', 'To keep apart for now')], max_length=16, verbose_name='what is asked for')),
                ('channel', models.CharField(choices=[('online', 'Online, with ClaveÚnica'), ('counter', 'At the counter'), ('paper', 'On paper'), ('phone', 'By telephone')], max_length=8, verbose_name='how it came')),
                ('filer', models.CharField(choices=[('self', 'The person herself'), ('representative', 'Somebody with a power of attorney'), ('parent', 'Mother, father or guardian'), ('heir', 'An heir')], max_length=16, verbose_name='who asks')),
                ('identity_level', models.CharField(choices=[('none', 'Not shown yet'), ('document', 'Document seen'), ('claveunica', 'ClaveÚnica'), ('key', 'Her own space'), ('present', 'In person, known to the team')], default='none', max_length=12, verbose_name='identity')),
                ('regime', models.CharField(choices=[('old', 'Ley 19.628, before its reform'), ('new', 'Ley 19.628, reformed by Ley 21.719')], max_length=4, verbose_name='law')),
                ('neutral', models.BooleanField(default=False)),
                ('about_contact', models.BooleanField(default=False, verbose_name='it changes how to reach her')),
                ('alone', models.BooleanField(default=False, verbose_name='a worker spoke with her alone')),
                ('regards_whole_file', models.BooleanField(default=True)),
                ('language', models.CharField(default='es', max_length=8)),
                ('filed_at', models.DateTimeField(verbose_name='filed')),
                ('due_at', models.DateTimeField(verbose_name='to be answered until')),
                ('route_by', models.DateTimeField()),
                ('extended_at', models.DateTimeField(null=True)),
                ('extended_to', models.DateTimeField(null=True, verbose_name='extended until')),
                ('hold_until', models.DateTimeField(null=True)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('fix_asked_at', models.DateTimeField(null=True)),
                ('fix_until', models.DateTimeField(null=True)),
                ('lacks', django.contrib.postgres.fields.ArrayField(base_field=models.SlugField(max_length=16), default=list, size=None)),
                ('state', models.CharField(choices=[('filed', 'Received'), ('identifying', 'Identity to be checked'), ('completing', 'Something is missing'), ('held', 'To be confirmed with her'), ('working', 'Being prepared'), ('reviewing', 'Waiting for the second person'), ('decided', 'Decided, to be sent'), ('answered', 'Answered'), ('withdrawn', 'Withdrawn'), ('transferred', 'Passed on')], default='filed', max_length=12)),
                ('assigned_to', models.UUIDField(null=True)),
                ('received_by', models.UUIDField(null=True)),
                ('asker_name', casework.identity.fields.EncryptedTextField(verbose_name='name')),
                ('asker_document', casework.identity.fields.EncryptedTextField(blank=True, default='', verbose_name='document')),
                ('proxy_name', casework.identity.fields.EncryptedTextField(blank=True, default='', verbose_name='name of who asks for her')),
                ('proxy_document', casework.identity.fields.EncryptedTextField(blank=True, default='', verbose_name='document of who asks')),
                ('proxy_digest', models.BinaryField(max_length=32, null=True)),
                ('proxy_relation', casework.identity.fields.EncryptedTextField(blank=True, default='', verbose_name='what they are to her')),
                ('power_checked_by', models.UUIDField(null=True)),
                ('power_checked_at', models.DateTimeField(null=True)),
                ('wording', casework.identity.fields.EncryptedTextField(blank=True, default='', verbose_name='in her words')),
                ('wanted', casework.identity.fields.EncryptedJSONField(default=dict)),
                ('delivery', models.CharField(choices=[('in_person', 'In person, at a centre'), ('safe_channel', 'By the way we agreed to reach her'), ('own_space', 'In her own space'), ('email', 'By e-mail'), ('post', 'By letter')], max_length=12)),
                ('answer_address', casework.identity.fields.EncryptedTextField(blank=True, default='', verbose_name='where to answer')),
                ('extension_reason', casework.identity.fields.EncryptedTextField(blank=True, default='')),
                ('fix_words', casework.identity.fields.EncryptedTextField(blank=True, default='')),
                ('answer', casework.identity.fields.EncryptedTextField(blank=True, default='', verbose_name='answer')),
                ('outcome', models.CharField(blank=True, choices=[('granted', 'Granted'), ('partly', 'Granted in part'), ('refused', 'Refused')], max_length=8)),
                ('prepared_by', models.UUIDField(null=True)),
                ('prepared_by_head', models.BooleanField(default=False)),
                ('prepared_at', models.DateTimeField(null=True)),
                ('decided_by', models.UUIDField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('centre', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.centre')),
                ('ground', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='complaints.legalground')),
                ('insists_on', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='complaints.rightsrequest')),
                ('letter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.sealeddocument')),
                ('received_centre', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.centre')),
                ('survivor', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.survivor')),
                ('transferred_to', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.institution')),
            ],
            options={
                'verbose_name': 'request about personal data',
                'verbose_name_plural': 'requests about personal data',
            },
        ),
        migrations.CreateModel(
            name='RequestFile',
            fields=[
                ('id', models.UUIDField(default=casework.identity.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('kind', models.CharField(choices=[('identity', 'Identity document'), ('power', 'Power of attorney or proof of being heir'), ('request', 'The request on paper'), ('support', 'What supports it'), ('proof', 'Proof that the answer was sent')], max_length=12)),
                ('at', models.DateTimeField()),
                ('added_by', models.UUIDField(null=True)),
                ('stored_file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.storedfile')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='complaints.rightsrequest')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RequestEvent',
            fields=[
                ('id', models.UUIDField(default=casework.identity.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('key_id', models.UUIDField(editable=False)),
                ('order', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('what', models.CharField(choices=[('filed', 'Filed'), ('receipt', 'Receipt sealed'), ('taken', 'Somebody took it on'), ('identified', 'Identity checked'), ('asked', 'Asked to complete it'), ('completed', 'Completed'), ('confirmed', 'Confirmed with her, safely'), ('extended', 'Deadline extended'), ('prepared', 'Answer prepared'), ('sent_back', 'Sent back to be prepared again'), ('decided', 'Decided'), ('answered', 'Answer sent'), ('withdrawn', 'Withdrawn by who asked'), ('transferred', 'Passed on to whom it belongs to'), ('power_checked', 'Papers of who asks for her checked'), ('insisted', 'Asked again, and wants it so'), ('exported', 'Whole file put together for the Agency'), ('fulfilled', 'Carried out')], max_length=16)),
                ('before', models.CharField(blank=True, max_length=12)),
                ('after', models.CharField(blank=True, max_length=12)),
                ('actor_kind', models.CharField(max_length=16)),
                ('actor_id', models.UUIDField(null=True)),
                ('actor_level', models.CharField(blank=True, max_length=8)),
                ('reason', casework.identity.fields.EncryptedTextField(blank=True, default='')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='complaints.rightsrequest')),
            ],
            options={
                'ordering': ['order'],
            },
        ),
        migrations.CreateModel(
            name='Sending',
            fields=[
                ('id', models.UUIDField(default=casework.identity.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('key_id', models.UUIDField(editable=False)),
                ('what', models.CharField(choices=[('filed', 'Filed'), ('receipt', 'Receipt sealed'), ('taken', 'Somebody took it on'), ('identified', 'Identity checked'), ('asked', 'Asked to complete it'), ('completed', 'Completed'), ('confirmed', 'Confirmed with her, safely'), ('extended', 'Deadline extended'), ('prepared', 'Answer prepared'), ('sent_back', 'Sent back to be prepared again'), ('decided', 'Decided'), ('answered', 'Answer sent'), ('withdrawn', 'Withdrawn by who asked'), ('transferred', 'Passed on to whom it belongs to'), ('power_checked', 'Papers of who asks for her checked'), ('insisted', 'Asked again, and wants it so'), ('exported', 'Whole file put together for the Agency'), ('fulfilled', 'Carried out')], max_length=16)),
                ('delivery', models.CharField(choices=[('in_person', 'In person, at a centre'), ('safe_channel', 'By the way we agreed to reach her'), ('own_space', 'In her own space'), ('email', 'By e-mail'), ('post', 'By letter')], max_length=12)),
                ('address', casework.identity.fields.EncryptedTextField(blank=True, default='')),
                ('at', models.DateTimeField(verbose_name='sent')),
                ('received_at', models.DateTimeField(null=True, verbose_name='received')),
                ('receipt_note', casework.identity.fields.EncryptedTextField(blank=True, default='')),
                ('content_sha256', models.BinaryField(max_length=32, null=True)),
                ('sent_by', models.UUIDField(null=True)),
                ('proof', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='complaints.requestfile')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sendings', to='complaints.rightsrequest')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='HeirWish',
            fields=[
                ('id', models.UUIDField(default=casework.identity.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('centre_ids', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                ('key_id', models.UUIDField(editable=False)),
                ('allowed', models.BooleanField(verbose_name='her heirs may ask')),
                ('at', models.DateTimeField()),
                ('recorded_by', models.UUIDField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('survivor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.survivor')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('survivor',), name='one_heir_wish')],
            },
        ),
        migrations.AddIndex(
            model_name='rightsrequest',
            index=models.Index(fields=['run_digest'], name='request_by_run'),
        ),
        migrations.AddIndex(
            model_name='rightsrequest',
            index=models.Index(fields=['survivor'], name='request_by_survivor'),
        ),
        migrations.AddIndex(
            model_name='rightsrequest',
            index=models.Index(condition=models.Q(('state__in', ['answered', 'withdrawn', 'transferred']), _negated=True), fields=['due_at'], name='request_clock'),
        ),
        migrations.AddIndex(
            model_name='rightsrequest',
            index=models.Index(fields=['key_id'], name='request_by_key'),
        ),
        migrations.AddConstraint(
            model_name='rightsrequest',
            constraint=models.CheckConstraint(condition=models.Q(('run_digest__isnull', False), ('document_digest__isnull', False), ('survivor__isnull', False), ('identity_level', 'none'), _connector='OR'), name='request_of_somebody'),
        ),
        migrations.AddConstraint(
            model_name='rightsrequest',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR'), name='request_decided_by_two'),
        ),
        migrations.AddConstraint(
            model_name='rightsrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome__in', ['refused', 'partly']), _negated=True), models.Q(('state__in', ['decided', 'answered']), _negated=True), ('ground__isnull', False), _connector='OR'), name='request_refused_with_ground'),
        ),
        migrations.AddConstraint(
            model_name='rightsrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['decided', 'answered']), _negated=True), models.Q(('decided_by__isnull', False), ('prepared_by__isnull', False), ('decided_at__isnull', False), ('letter__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='request_decided_whole'),
        ),
        migrations.AddConstraint(
            model_name='rightsrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('extended_at', None), ('extended_to', None)), models.Q(('extended_at__lte', models.F('due_at')), ('extended_to__gt', models.F('due_at'))), _connector='OR'), name='request_extended_forward'),
        ),
        migrations.AddConstraint(
            model_name='requestevent',
            constraint=models.UniqueConstraint(fields=('request', 'order'), name='request_event_in_order'),
        ),
        migrations.RunSQL(create_all()),
        migrations.RunPython(load.load_words, migrations.RunPython.noop),
        migrations.RunPython(editors.give_rights, migrations.RunPython.noop),
    ]
