"""Finding a comuna by what people and old files call it."""

from casework.identity.spanish import search_form

from .places import Comuna, ComunaAlias

CODE_DIGITS = 5


def find_comuna(text: str) -> Comuna | None:
    """Give the comuna of a code or name: with or without the leading zero, accents, hyphens,
    apostrophes or capitals; by another name in use; by its code from before 2018. Else None.
    """
    key = search_form(text)
    if key.isdigit():
        key = key.zfill(CODE_DIGITS)
        found = Comuna.objects.filter(pk=key).first()
    else:
        found = next((each for each in Comuna.objects.all() if search_form(each.name) == key), None)
    return found or _by_alias(key)


def _by_alias(key: str) -> Comuna | None:
    alias = ComunaAlias.objects.filter(key=key).select_related("comuna").first()
    return alias.comuna if alias else None
