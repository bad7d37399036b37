"""Brand slots: neutral marks by default, replaceable by the institution without touching code."""

from . import env

# Each slot is a path under static files or a plain text. The survivor zone uses only the
# neutral ones: whatever stands on a tab must say nothing about her (safety.md 1.1).
BRAND = {
    "name": env.text("BRAND_NAME", "SIIVbG"),
    "owner": env.text("BRAND_OWNER"),
    "logo": env.text("BRAND_LOGO"),
    "favicon": env.text("BRAND_FAVICON", "siivbg/icon.svg"),
    "neutral_favicon": env.text("BRAND_NEUTRAL_FAVICON", "siivbg/icon.svg"),
}

# Published with each page that can go wrong. No hours: they differ between sources.
HELPLINES = ("1455", "149", "133")

FORM_RENDERER = "config.components.renderer.ComponentRenderer"
CSRF_FAILURE_VIEW = "config.shell.errors.csrf_failure"
CROSSED_VIEW = "config.shell.crossed.answer"  # casework/access/crossing.py
