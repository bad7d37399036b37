"""A certificate may be replaced by a completed one."""
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0035_exceptions_end'),
    ]

    operations = [
        migrations.AlterField(
            model_name='certificate',
            name='revoked_because',
            field=models.CharField(blank=True, choices=[('mistake', 'It was recorded by mistake'), ('issuer', 'Its issuer withdrew it'), ('untrue', 'It turned out not to be genuine'), ('replaced', 'A completed one replaces it')], max_length=8, verbose_name='reason'),
        ),
    ]
