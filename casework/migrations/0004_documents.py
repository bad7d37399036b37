import casework.identity.fields
import casework.identity.records
import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from casework.documents.sql import ONE_WAY, QUESTIONS, RIGHTS


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0003_audit'),
    ]

    operations = [
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.UUIDField(default=casework.identity.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('centre_ids', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                ('key_id', models.UUIDField(editable=False)),
                ('survivor_id', models.UUIDField(db_index=True, editable=False, null=True)),
                ('place', models.CharField(editable=False, max_length=64, unique=True)),
                ('name', casework.identity.fields.EncryptedTextField(verbose_name='name')),
                ('content_type', models.CharField(editable=False, max_length=60)),
                ('size', models.PositiveBigIntegerField(editable=False)),
                ('sha256', models.BinaryField(max_length=32)),
                ('access_level', models.CharField(choices=[('public', 'Public'), ('restricted', 'Restricted'), ('reserved', 'Reserved'), ('secret', 'Secret')], default='reserved', max_length=10, verbose_name='access level')),
                ('sensitive', models.BooleanField(default=True, verbose_name='sensitive')),
                ('scanned', models.BooleanField(default=False, verbose_name='scanned for viruses')),
            ],
            options={
                'verbose_name': 'stored file',
                'verbose_name_plural': 'stored files',
            },
        ),
        migrations.CreateModel(
            name='SealedDocument',
            fields=[
                ('id', models.UUIDField(default=casework.identity.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('centre_ids', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                ('key_id', models.UUIDField(editable=False)),
                ('survivor_id', models.UUIDField(db_index=True, editable=False, null=True)),
                ('kind', models.CharField(max_length=40, verbose_name='kind')),
                ('title', models.CharField(max_length=80, verbose_name='title')),
                ('language', models.CharField(max_length=8)),
                ('template', models.CharField(max_length=120)),
                ('edition', models.CharField(max_length=32)),
                ('context', casework.identity.fields.EncryptedJSONField()),
                ('code', casework.identity.fields.EncryptedTextField(verbose_name='code')),
                ('code_digest', models.BinaryField(max_length=32, unique=True)),
                ('rendered_sha256', models.BinaryField(max_length=32)),
                ('sealed_sha256', models.BinaryField(max_length=32, unique=True)),
                ('unstamped_sha256', models.BinaryField(max_length=32, null=True, unique=True)),
                ('strength', models.CharField(max_length=10, verbose_name='signature')),
                ('provider', models.CharField(max_length=40, verbose_name='provider')),
                ('demo', models.BooleanField(default=False)),
                ('stamp', models.CharField(choices=[('none', 'no authority is set'), ('pending', 'waiting for the authority'), ('done', 'stamped')], default='none', max_length=8)),
                ('status', models.CharField(choices=[('valid', 'valid'), ('withdrawn', 'withdrawn')], default='valid', max_length=10)),
                ('issued_at', models.DateTimeField(verbose_name='issued')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='withdrawn')),
                ('stored', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='sealed', to='casework.storedfile')),
            ],
            options={
                'verbose_name': 'sealed document',
                'verbose_name_plural': 'sealed documents',
            },
        ),
        migrations.AddIndex(
            model_name='sealeddocument',
            index=models.Index(condition=models.Q(('stamp', 'pending')), fields=['issued_at'], name='sealeddocument_pending'),
        ),
        migrations.AddConstraint(
            model_name='sealeddocument',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'valid'), ('withdrawn_at__isnull', True)), models.Q(('status', 'withdrawn'), ('withdrawn_at__isnull', False)), _connector='OR'), name='sealeddocument_withdrawn_has_time'),
        ),
        migrations.RunSQL(RIGHTS),
        migrations.RunSQL(QUESTIONS),
        migrations.RunSQL(ONE_WAY),
    ]
