"""Tables that become cards on a phone, without losing what a screen reader says of them."""

from collections.abc import Sequence

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe


def card_table(
    content: str, caption: str, headings: Sequence[str] | str, quiet: bool = False
) -> str:
    """`{% card_table "Derivaciones" headings %}` rows `{% endcard_table %}`.

    headings: a list, or words parted by `|`; a `#` at the end marks a column of numbers.
    quiet: the caption is for screen readers only.
    """
    names = headings.split("|") if isinstance(headings, str) else headings
    columns = [(name.removesuffix("#"), name.endswith("#")) for name in names]
    context = {"content": content, "caption": caption, "columns": columns, "quiet": quiet}
    return render_to_string("components/card_table.html", context)


def row(content: str) -> SafeString:
    """`{% row %}` cells `{% endrow %}`."""
    return format_html('<tr role="row">{}</tr>', mark_safe(content))  # noqa: S308 - rendered


def cell(content: str, label: str, head: bool = False, number: bool = False) -> SafeString:
    """`{% cell "Fecha" %}…{% endcell %}`: the label stands beside the value on a phone.

    head: this cell names the row. number: align to the right.
    """
    tag, role = ("th", "rowheader") if head else ("td", "cell")
    scope = mark_safe(' scope="row"') if head else ""
    look = mark_safe(' class="number"') if number else ""
    return format_html(
        '<{0} role="{1}"{2}{3} data-label="{4}"><div>{5}</div></{0}>',
        tag, role, scope, look, label, mark_safe(content.strip()),  # noqa: S308 - rendered
    )  # fmt: skip
