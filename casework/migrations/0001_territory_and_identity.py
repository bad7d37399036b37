import casework.identity.fields
import casework.identity.records
import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from casework.access.rls import APP, CENTRES, KIND, SYSTEM, protect

# Keys. The application may make keys and destroy them, never change one. The institution's keys
# belong to no centre. A survivor's own session never reaches a third party's key.
KEYS = protect("casework_datakey", survivor_may=("select",), app_may=("select", "insert")) + f"""
GRANT UPDATE (wrapped, destroyed_at, destroyed_by) ON casework_datakey TO {APP};
CREATE POLICY institution_select ON casework_datakey FOR SELECT TO {APP}
  USING (owner = 'institution');
CREATE POLICY institution_insert ON casework_datakey FOR INSERT TO {APP}
  WITH CHECK (owner = 'institution');
CREATE POLICY third_party_staff_only ON casework_datakey AS RESTRICTIVE FOR SELECT TO {APP}
  USING (owner <> 'third_party' OR coalesce({KIND}, '') = 'staff');
CREATE POLICY destroy_only ON casework_datakey AS RESTRICTIVE FOR UPDATE TO {APP}
  USING (true) WITH CHECK (wrapped IS NULL);
"""

# A secret centre's address: its own staff only, and never in the plain column.
ADDRESSES = f"""
ALTER TABLE casework_reservedaddress ENABLE ROW LEVEL SECURITY;
ALTER TABLE casework_reservedaddress FORCE ROW LEVEL SECURITY;
REVOKE DELETE ON casework_reservedaddress FROM {APP};
CREATE POLICY system ON casework_reservedaddress TO {SYSTEM} USING (true) WITH CHECK (true);
CREATE POLICY own_centre ON casework_reservedaddress TO {APP}
  USING (centre_id = ANY ({CENTRES})) WITH CHECK (centre_id = ANY ({CENTRES}));
CREATE FUNCTION siivbg_no_plain_secret_address() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.address <> '' AND (SELECT secret FROM casework_centrekind WHERE code = NEW.kind_id) THEN
    RAISE check_violation USING MESSAGE = 'a centre of this kind keeps no plain address';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER no_plain_secret_address BEFORE INSERT OR UPDATE ON casework_centre
  FOR EACH ROW EXECUTE FUNCTION siivbg_no_plain_secret_address();
"""

# Code lists change by migration; the network by people, and nothing of it is deleted.
RIGHTS = "".join(
    f"REVOKE {what} ON casework_{table} FROM {APP};"
    for what, tables in (
        (
            "INSERT, UPDATE, DELETE",
            ("region", "province", "comuna", "comunaalias", "programme", "centrekind"),
        ),
        ("DELETE", ("institution", "executor", "agreement", "centre")),
    )
    for table in tables
)


class Migration(migrations.Migration):

    initial = True

    # Nothing of theirs is used. After them Django has fewer models to draw anew at each of their
    # steps: a whole migration takes a sixth less.
    dependencies = [
        ("auditlog", "0017_add_actor_email"),
        ("otp_static", "0003_add_timestamps"),
        ("otp_totp", "0003_add_timestamps"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        ("two_factor", "0001_squashed_0008_delete_phonedevice"),
        ("two_factor_webauthn", "0002_alter_webauthndevice_public_key"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        ("wagtailsearch", "0010_add_text_fields"),
        ("wagtailusers", "0015_userprofile_keyboard_shortcuts"),
    ]

    operations = [
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=40, unique=True, verbose_name='number')),
                ('valid_from', models.DateField(verbose_name='valid from')),
                ('valid_to', models.DateField(verbose_name='valid to')),
                ('matter', models.TextField(verbose_name='object')),
                ('legal_grounds', models.TextField(verbose_name='legal grounds')),
                ('purposes', models.TextField(verbose_name='concrete purposes')),
                ('data_types', models.TextField(verbose_name='data types')),
                ('data_subjects', models.TextField(blank=True, default='', verbose_name='data subjects')),
                ('treatment', models.TextField(verbose_name='treatment allowed')),
                ('duties', models.TextField(blank=True, default='', verbose_name='duties of the parties')),
                ('delegation', models.CharField(choices=[('no', 'not allowed'), ('with_leave', 'allowed in writing')], default='no', max_length=10, verbose_name='sub-delegation')),
                ('leave_reference', models.CharField(blank=True, default='', max_length=120, verbose_name='document that allows it')),
                ('breach_notice_hours', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='hours to tell of a breach')),
                ('at_end', models.CharField(choices=[('erase', 'erase them'), ('return', 'return them')], default='return', max_length=6, verbose_name='data at the end')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='data erased or returned on')),
            ],
            options={
                'verbose_name': 'agreement',
                'verbose_name_plural': 'agreements',
            },
        ),
        migrations.CreateModel(
            name='Comuna',
            fields=[
                ('code', models.CharField(max_length=5, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60, unique=True)),
            ],
            options={
                'verbose_name': 'comuna',
                'verbose_name_plural': 'comunas',
            },
        ),
        migrations.CreateModel(
            name='Executor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, unique=True, verbose_name='name')),
                ('kind', models.CharField(choices=[('municipality', 'municipality'), ('delegation', 'presidential delegation'), ('health_service', 'health service'), ('ngo', 'non-governmental organisation'), ('foundation', 'foundation'), ('service', 'SernamEG itself')], max_length=16, verbose_name='kind')),
            ],
            options={
                'verbose_name': 'executor',
                'verbose_name_plural': 'executors',
            },
        ),
        migrations.CreateModel(
            name='Province',
            fields=[
                ('code', models.CharField(max_length=3, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60, unique=True)),
            ],
            options={
                'verbose_name': 'province',
                'verbose_name_plural': 'provinces',
            },
        ),
        migrations.CreateModel(
            name='Region',
            fields=[
                ('code', models.CharField(max_length=2, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60, unique=True)),
                ('abbreviation', models.CharField(max_length=8, unique=True)),
            ],
            options={
                'verbose_name': 'region',
                'verbose_name_plural': 'regions',
            },
        ),
        migrations.CreateModel(
            name='CentreKind',
            fields=[
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid to')),
                ('code', models.CharField(max_length=12, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('secret', models.BooleanField(default=False, verbose_name='secret address')),
                ('replaces', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='casework.centrekind')),
            ],
            options={
                'verbose_name': 'kind of centre',
                'verbose_name_plural': 'kinds of centre',
            },
        ),
        migrations.CreateModel(
            name='ComunaAlias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('name', 'other name'), ('code', 'old code')], max_length=4)),
                ('text', models.CharField(max_length=60)),
                ('key', models.CharField(max_length=60, unique=True)),
                ('comuna', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='aliases', to='casework.comuna')),
            ],
            options={
                'verbose_name': 'comuna alias',
                'verbose_name_plural': 'comuna aliases',
            },
        ),
        migrations.CreateModel(
            name='DataKey',
            fields=[
                ('id', models.UUIDField(default=casework.identity.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('owner', models.CharField(choices=[('survivor', 'survivor'), ('third_party', 'third party'), ('institution', 'institution')], editable=False, max_length=12)),
                ('survivor_id', models.UUIDField(db_index=True, editable=False, null=True)),
                ('centre_ids', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                ('kek_id', models.CharField(db_index=True, editable=False, max_length=40)),
                ('wrapped', models.BinaryField(null=True)),
                ('destroyed_at', models.DateTimeField(editable=False, null=True)),
                ('destroyed_by', models.CharField(blank=True, default='', editable=False, max_length=60)),
            ],
            options={
                'verbose_name': 'data key',
                'verbose_name_plural': 'data keys',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('destroyed_at__isnull', True), ('destroyed_by', ''), ('wrapped__isnull', False)), models.Q(('destroyed_at__isnull', False), ('wrapped__isnull', True), models.Q(('destroyed_by', ''), _negated=True)), _connector='OR'), name='datakey_wrapped_or_destroyed'), models.CheckConstraint(condition=models.Q(models.Q(('owner', 'survivor'), ('survivor_id__isnull', False)), ('owner', 'third_party'), models.Q(('centre_ids', []), ('owner', 'institution'), ('survivor_id__isnull', True)), _connector='OR'), name='datakey_owner_matches_person')],
            },
        ),
        migrations.CreateModel(
            name='Centre',
            fields=[
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid to')),
                ('id', models.AutoField(primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=20, unique=True, verbose_name='code')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('valid_from', models.DateField(verbose_name='valid from')),
                ('phone', models.CharField(blank=True, default='', max_length=20, verbose_name='telephone')),
                ('hours', models.CharField(blank=True, default='', max_length=120, verbose_name='opening hours')),
                ('address', models.CharField(blank=True, default='', max_length=200, verbose_name='address')),
                ('agreement', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='centres', to='casework.agreement')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='centres', to='casework.centrekind')),
                ('comuna', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='centres', to='casework.comuna')),
                ('executor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='centres', to='casework.executor')),
            ],
            options={
                'verbose_name': 'centre',
                'verbose_name_plural': 'centres',
            },
        ),
        migrations.AddField(
            model_name='agreement',
            name='executor',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='casework.executor'),
        ),
        migrations.CreateModel(
            name='Institution',
            fields=[
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid to')),
                ('code', models.CharField(max_length=12, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120, unique=True, verbose_name='name')),
                ('is_cif', models.BooleanField(default=False, verbose_name='member of the CIF')),
                ('in_commission', models.BooleanField(default=False, verbose_name='member of the Commission')),
            ],
            options={
                'verbose_name': 'institution',
                'verbose_name_plural': 'institutions',
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='institution_days_in_order')],
            },
        ),
        migrations.AddField(
            model_name='agreement',
            name='institution',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='casework.institution'),
        ),
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid to')),
                ('code', models.CharField(max_length=12, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('replaces', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='casework.programme')),
            ],
            options={
                'verbose_name': 'programme',
                'verbose_name_plural': 'programmes',
            },
        ),
        migrations.AddField(
            model_name='comuna',
            name='province',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comunas', to='casework.province'),
        ),
        migrations.AddField(
            model_name='province',
            name='region',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='provinces', to='casework.region'),
        ),
        migrations.CreateModel(
            name='ReservedAddress',
            fields=[
                ('id', models.UUIDField(default=casework.identity.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('key_id', models.UUIDField(editable=False)),
                ('address', casework.identity.fields.EncryptedTextField(verbose_name='address')),
                ('centre', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reserved', to='casework.centre')),
            ],
            options={
                'verbose_name': 'reserved address',
                'verbose_name_plural': 'reserved addresses',
            },
        ),
        migrations.AddConstraint(
            model_name='centrekind',
            constraint=models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='centrekind_days_in_order'),
        ),
        migrations.AddConstraint(
            model_name='centre',
            constraint=models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='centre_days_in_order'),
        ),
        migrations.AddConstraint(
            model_name='centre',
            constraint=models.CheckConstraint(condition=models.Q(('agreement__isnull', True), ('executor__isnull', False), _connector='OR'), name='centre_agreement_has_executor'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='agreement_days_in_order'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('executor__isnull', False), ('institution__isnull', True)), models.Q(('executor__isnull', True), ('institution__isnull', False)), _connector='OR'), name='agreement_one_party'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('legal_grounds', ''), _negated=True), models.Q(('purposes', ''), _negated=True), models.Q(('data_types', ''), _negated=True), models.Q(('treatment', ''), _negated=True)), name='agreement_states_the_four_elements'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('executor__isnull', True), models.Q(models.Q(('matter', ''), _negated=True), models.Q(('data_subjects', ''), _negated=True), models.Q(('duties', ''), _negated=True), ('breach_notice_hours__isnull', False)), _connector='OR'), name='agreement_processor_terms'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('delegation', 'no'), models.Q(('leave_reference', ''), _negated=True), _connector='OR'), name='agreement_leave_is_written'),
        ),
        migrations.AddConstraint(
            model_name='programme',
            constraint=models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='programme_days_in_order'),
        ),
        migrations.RunSQL(KEYS),
        migrations.RunSQL(ADDRESSES),
        migrations.RunSQL(RIGHTS),
    ]
