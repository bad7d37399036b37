"""The log: tables, chain, refusals, policies. The SQL is in casework.audit.schema, which is
frozen with this migration: a later change is new SQL in a new migration."""

import django.contrib.postgres.fields
import django.utils.timezone
from django.db import migrations, models

import casework.identity.records
from casework.audit.schema import BUILD


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0002_load_territory"),
        ("auditlog", "0017_add_actor_email"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(BUILD, elidable=False)],
            state_operations=[
                migrations.CreateModel(
                    name="AuditEvent",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=casework.identity.records.new_id,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(default=django.utils.timezone.now, editable=False),
                        ),
                        ("at", models.DateTimeField()),
                        ("actor_kind", models.CharField(max_length=16)),
                        ("actor_id", models.UUIDField(null=True)),
                        ("actor_level", models.CharField(max_length=8)),
                        ("actor_centre", models.IntegerField(null=True)),
                        ("verb", models.CharField(max_length=64)),
                        ("target_kind", models.CharField(max_length=64)),
                        ("target_id", models.CharField(max_length=120)),
                        ("subject", models.UUIDField(null=True)),
                        ("purpose", models.CharField(max_length=64)),
                        ("request_id", models.UUIDField(null=True)),
                        ("origin", models.CharField(max_length=120)),
                        ("detail", models.JSONField(default=dict)),
                        (
                            "centre_ids",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.IntegerField(), default=list, size=None
                            ),
                        ),
                        ("lane", models.SmallIntegerField()),
                        ("seq", models.BigIntegerField()),
                        ("prev_hash", models.BinaryField()),
                        ("hash", models.BinaryField()),
                    ],
                    options={"abstract": False},
                ),
                migrations.CreateModel(
                    name="AuditLane",
                    fields=[
                        ("lane", models.SmallIntegerField(primary_key=True, serialize=False)),
                        ("seq", models.BigIntegerField()),
                        ("head", models.BinaryField()),
                    ],
                    options={"abstract": False},
                ),
            ],
        ),
    ]
