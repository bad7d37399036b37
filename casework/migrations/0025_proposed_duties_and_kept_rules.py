"""Duties that the system proposes, and rules that are published, never edited, with a source."""

from django.db import migrations, models

from casework.risk.sql import KEEP_RULES

PROPOSAL = "Propuesta del equipo del sistema, por confirmar"
SOURCES = f"""
UPDATE casework_waitingrule SET source = '{PROPOSAL}' WHERE proposal AND source = '';
UPDATE casework_levelclock SET source = '{PROPOSAL}' WHERE proposal;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0024_two_values_and_contact_days'),
    ]

    operations = [
        migrations.AddField(
            model_name='instrument',
            name='source',
            field=models.CharField(blank=True, default='', max_length=160, verbose_name='source'),
        ),
        migrations.AddField(
            model_name='reportingduty',
            name='proposed',
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name='waitingrule',
            name='source',
            field=models.CharField(blank=True, default='', max_length=160, verbose_name='source'),
        ),
        migrations.AlterField(
            model_name='reportingduty',
            name='state',
            field=models.CharField(choices=[('open', 'Open'), ('informed', 'She was informed'), ('reported', 'Reported'), ('exempt', 'Somebody else reported it'), ('not_applicable', 'Not applicable'), ('unfounded', 'There were no such facts')], default='open', max_length=16),
        ),
        migrations.AddConstraint(
            model_name='reportingduty',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'unfounded'), _negated=True), ('proposed', True), _connector='OR'), name='duty_unfounded_was_proposed'),
        ),
        migrations.RunSQL(SOURCES, migrations.RunSQL.noop),
        migrations.RunSQL(KEEP_RULES, migrations.RunSQL.noop),
    ]
