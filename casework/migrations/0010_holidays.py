"""Holidays as data, from 2000 to 2035, with the library's days to begin with."""

from django.db import migrations, models

from casework.territory.calendar import LIBRARY, default_holidays


def load(apps, _editor):
    holiday = apps.get_model("casework", "Holiday")
    holiday.objects.bulk_create(
        holiday(date=day, name=name, source=LIBRARY) for day, name in default_holidays()
    )


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0009_cases_and_trayecto'),
    ]

    operations = [
        migrations.CreateModel(
            name='Holiday',
            fields=[
                ('date', models.DateField(primary_key=True, serialize=False, verbose_name='day')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('source', models.CharField(max_length=120, verbose_name='source')),
            ],
            options={
                'verbose_name': 'holiday',
                'verbose_name_plural': 'holidays',
                'ordering': ['date'],
            },
        ),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
