"""Parts that lead somewhere: buttons, tabs, breadcrumbs, pages of a list, filters, dialogs."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.core.paginator import Page
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

KINDS = ("primary", "secondary", "warning", "link")


def safe_url(name: str, *args: object) -> str:
    """`{% safe_url "leave" as url %}`: the address, or nothing when that part is not installed."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def button(
    label: str, kind: str = "primary", icon: str = "", name: str = "", value: str = ""
) -> str:
    """`{% button "Guardar" %}`: sends the form. kind: primary, secondary, warning or link."""
    context = {"label": label, "kind": _known(kind), "icon": icon, "name": name, "value": value}
    return render_to_string("components/button.html", context)


def button_link(url: str, label: str, kind: str = "primary", icon: str = "", key: str = "") -> str:
    """`{% button_link url "Empezar" %}`: goes somewhere, looks like a button.

    key: the keyboard shortcut that opens it; "n" on the one link by which a page adds something.
    """
    context = {"url": url, "label": label, "kind": _known(kind), "icon": icon, "key": key}
    return render_to_string("components/button.html", context)


def _known(kind: str) -> str:
    if kind not in KINDS:
        raise template.TemplateSyntaxError(f"Unknown button {kind!r}: one of {', '.join(KINDS)}.")
    return kind


def claveunica_button(url: str, again: bool = False) -> str:
    """`{% claveunica_button url %}`: the one button of an entry page (interop.md 1.4).

    A plain link: a form would be stopped by `form-action` when it is redirected to the provider.
    """
    words = _("Continue with ClaveÚnica") if again else _("Log in with ClaveÚnica")
    return render_to_string("components/claveunica.html", {"url": url, "words": words})


def tabs(items: Iterable[Mapping[str, Any]], label: str = "") -> str:
    """`{% tabs items label=… %}`: each item has url, label, current and perhaps count.

    They are links: each tab is a page of its own, so they work without scripts.
    """
    context = {"items": list(items), "label": label or _("Sections")}
    return render_to_string("components/tabs.html", context)


def breadcrumbs(content: str) -> str:
    """`{% breadcrumbs %}` holds `{% crumb %}`s; the last one, without address, is this page."""
    return render_to_string("components/breadcrumbs.html", {"content": content})


def crumb(label: str, url: str = "") -> str:
    """`{% crumb "Inicio" url %}`: one step of the way."""
    return render_to_string("components/crumb.html", {"label": label, "url": url})


def pagination(context: template.Context, page: Page[Any], name: str = "pagina") -> str:
    """`{% pagination page %}`: keeps the filters of the address. Prints nothing for one page."""
    if page.paginator.num_pages < 2:
        return ""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    request = context["request"]

    def link(number: int) -> str:
        query = request.GET.copy()
        query[name] = str(number)
        return f"?{query.urlencode()}"

    items = [(n, link(n) if isinstance(n, int) else "") for n in numbers]
    around = {
        "previous": link(page.number - 1) if page.has_previous() else "",
        "next": link(page.number + 1) if page.has_next() else "",
    }
    return render_to_string("components/pagination.html", {"page": page, "items": items, **around})


def filter_bar(content: str, clear_url: str = "", label: str = "") -> str:
    """`{% filter_bar clear_url=… %}` fields `{% endfilter_bar %}`: asks by GET.

    Never put a RUN or a name in it: what is asked by GET stays in addresses and logs.
    """
    context = {"content": content, "clear_url": clear_url, "label": label or _("Filter")}
    return render_to_string("components/filter_bar.html", context)


def dialog(
    content: str, name: str, title: str, opener: str, url: str, *, kind: str = "secondary"
) -> str:
    """`{% dialog "anular" "¿Anular?" "Anular" url %}…{% enddialog %}`.

    The opener is a link to `url`, a page that asks the same; with scripts the dialog opens instead.
    """
    context = {"content": content, "name": name, "title": title, "opener": opener, "url": url}
    return render_to_string("components/dialog.html", {**context, "kind": _known(kind)})
