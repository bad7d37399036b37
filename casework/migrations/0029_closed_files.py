"""What is not there for an operator, by the part of a file: rooms above may add reasons to it."""

from django.db import migrations

from casework.survivors.closing_sql import CLOSED


class Migration(migrations.Migration):

    dependencies = [('casework', '0028_neutral_messages')]

    operations = [migrations.RunSQL(CLOSED)]
