"""Days of the week as a contact agrees to them: numbers of ISO 8601 (1 is Monday), in words."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)
WORKING_DAYS = (1, 2, 3, 4, 5)
NAMES = {
    1: gettext_lazy("Monday"), 2: gettext_lazy("Tuesday"), 3: gettext_lazy("Wednesday"),
    4: gettext_lazy("Thursday"), 5: gettext_lazy("Friday"), 6: gettext_lazy("Saturday"),
    7: gettext_lazy("Sunday"),
}  # fmt: skip
_SPANISH = {"lunes": 1, "martes": 2, "miercoles": 3, "jueves": 4, "viernes": 5, "sabado": 6,
            "domingo": 7}  # fmt: skip


def in_words(days: Iterable[int]) -> str:
    """Give the days as one says them; "" for any day."""
    chosen = sorted(set(days))
    if not chosen or len(chosen) == len(EVERY_DAY):
        return ""
    first, last = chosen[0], chosen[-1]
    if len(chosen) > 2 and last - first == len(chosen) - 1:
        return _("%(first)s to %(last)s") % {"first": NAMES[first], "last": NAMES[last]}
    head, tail = ", ".join(str(NAMES[day]) for day in chosen[:-1]), str(NAMES[last])
    said = _("%(days)s and %(last)s") % {"days": head, "last": tail} if head else tail
    return ngettext("only %(days)s", "%(days)s", len(chosen)) % {"days": said}


def understood(words: str) -> list[int]:
    """Give the days that free words name, or none when they say anything else.

    For what was written before the days were a list: “lunes a viernes”, “martes y jueves”,
    “solo sábados”. Whatever is not wholly understood stays words and bars no day.
    """
    plain = words.lower().translate(str.maketrans("áéíóú", "aeiou")).strip(" .")
    if plain in {"todos los dias", "cualquier dia"}:
        return list(EVERY_DAY)
    day = f"({'|'.join(_SPANISH)})s?"
    if spans := re.fullmatch(rf"(?:de )?{day} al? {day}", plain):
        first, last = (_SPANISH[one] for one in spans.groups())
        return list(range(first, last + 1))
    if re.fullmatch(rf"(?:solo )?(?:los )?{day}(?:(?:, | y )(?:los )?{day})*", plain):
        return sorted({_SPANISH[one] for one in re.findall(day, plain)})
    return []
