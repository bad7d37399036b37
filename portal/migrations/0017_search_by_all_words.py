"""The index by which a search finds words of titles and bodies without reading every page."""

from django.db import migrations

NAME = "portal_search_title_body"


class Migration(migrations.Migration):
    """An index on Wagtail's table of searchable words: theirs are by title or by body only."""

    dependencies = [
        ("portal", "0016_hours_in_english"),
        ("wagtailsearch", "0010_add_text_fields"),
    ]

    operations = [
        migrations.RunSQL(
            f"CREATE INDEX IF NOT EXISTS {NAME} ON wagtailsearch_indexentry"
            " USING gin ((title || body))",
            f"DROP INDEX IF EXISTS {NAME}",
        )
    ]
