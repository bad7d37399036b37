"""Icons drawn for this product: lines on a 24 x 24 grid, printed inside the page."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

ICONS = {
    "alert": "M12 3 2 20h20zM12 10v4M12 17h.01",
    "arrow-left": "M19 12H5M11 6l-6 6 6 6",
    "arrow-right": "M5 12h14M13 6l6 6-6 6",
    "calendar": "M4 6h16v15H4zM4 11h16M8 3v4M16 3v4",
    "camera": "M3 8h4l2-3h6l2 3h4v12H3zM12 10a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7",
    "check": "M4 13l5 5L20 6",
    "clock": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5l3 2",
    "cross": "M6 6l12 12M18 6 6 18",
    "document": "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
    "download": "M12 4v11M7 11l5 5 5-5M4 20h16",
    "exit": "M13 4H5v16h8M10 12h10M16 8l4 4-4 4",
    "eye": "M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6",
    "home": "M4 11l8-7 8 7v9h-5v-6H9v6H4z",
    "info": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 11v6M12 7h.01",
    "lock": "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 15v2",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "message": "M4 5h16v11H10l-5 4v-4H4z",
    "pause": "M9 5v14M15 5v14",
    "pencil": "M4 20l1-5L16 4l4 4L9 19zM13 7l4 4",
    "person": "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4 21c1-5 4-7 8-7s7 2 8 7",
    "phone": "M6 3h4l2 5-3 2c1 2 3 4 5 5l2-3 5 2v4c0 2-2 3-4 3C10 20 4 13 3 7c0-2 1-4 3-4",
    "pin": "M12 21s7-7 7-12a7 7 0 0 0-14 0c0 5 7 12 7 12M12 7a2 2 0 1 0 0 4 2 2 0 0 0 0-4",
    "plus": "M12 5v14M5 12h14",
    "print": "M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7z",
    "search": "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14M16 16l5 5",
    "shield": "M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6zM8 12l3 3 5-6",
    "stop": "M8 3h8l5 5v8l-5 5H8l-5-5V8zM12 8v5M12 16h.01",
}


def icon(name: str) -> SafeString:
    """Print an icon, hidden from screen readers: a word always stands beside it.

    Raises KeyError for a name that was never drawn.
    """
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        '<path d="{}"/></svg>',
        mark_safe(ICONS[name]),  # noqa: S308 - our own drawing
    )
