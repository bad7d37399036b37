"""The twelve things the law wants said on personal data (art. 14 ter, law DP-50)."""

import re
from collections.abc import Mapping
from html import unescape

from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from portal.approval.words import settled

# Field and heading, in the order of the law: the first one also dates the policy.
TWELVE: tuple[tuple[str, str | Promise], ...] = (
    ("policy", _("This policy")),
    ("controller", _("Who is responsible")),
    ("contact", _("How to write to us")),
    ("data", _("What we keep, what for and on what ground")),
    ("security", _("How we look after it")),
    ("rights", _("Your rights")),
    ("agency", _("If you do not agree with our answer")),
    ("transfers", _("Data that goes abroad")),
    ("retention", _("How long we keep it")),
    ("sources", _("Where the data comes from")),
    ("withdrawal", _("You can change your mind")),
    ("automation", _("What machines do not decide")),
)
HEADINGS: Mapping[str, str | Promise] = dict(TWELVE)
# What else a version is: all of it is compared to know who wrote a change.
HEAD = ("title", "summary", "version", "dated_on")
WRITTEN = (*HEAD, *HEADINGS)

_BLOCK_END = re.compile(r"</(?:p|li|ul|ol)>|<br\s*/?>", re.IGNORECASE)


def plain(text: str) -> str:
    """Give the words of a written text without its marks, a line for each paragraph."""
    lines = unescape(strip_tags(_BLOCK_END.sub("\n", text))).replace("\xa0", " ").splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())


def written(content: Mapping[str, object]) -> dict[str, str]:
    """Give the words of a version from a draft's stored content, the same for the same words."""
    return {name: settled(str(content.get(name) or "")) for name in WRITTEN}
