"""Keys of requests, which outlive the file they ask about."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0026_handover'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='datakey',
            name='datakey_owner_matches_person',
        ),
        migrations.AlterField(
            model_name='datakey',
            name='owner',
            field=models.CharField(choices=[('survivor', 'survivor'), ('third_party', 'third party'), ('institution', 'institution'), ('request', 'request about personal data')], editable=False, max_length=12),
        ),
        migrations.AddConstraint(
            model_name='datakey',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('owner', 'survivor'), ('survivor_id__isnull', False)), ('owner', 'third_party'), models.Q(('centre_ids', []), ('owner__in', ['institution', 'request']), ('survivor_id__isnull', True)), _connector='OR'), name='datakey_owner_matches_person'),
        ),
    ]
