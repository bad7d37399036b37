"""Finding where she is by what she types: accents, capitals and slips of the hand forgiven."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from casework.identity.spanish import search_form, sound, words
from casework.territory.listed import kept
from casework.territory.models import Comuna, ComunaAlias, Region

LIKE = 0.78  # how alike two names must be, from 0 to 1
MOST = 6
# How people call regions that carry other words before their name.
SHORT = {"rm": "13", "region metropolitana": "13", "metropolitana": "13", "magallanes": "12",
         "aysen": "11", "ohiggins": "06", "araucania": "09"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """What the words may mean: one comuna, one region, or several comunas to choose from."""

    comuna: Comuna | None = None
    region: Region | None = None
    like: tuple[Comuna, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A name as it is compared: all in one, word by word, and by its sound."""

    whole: str
    words: tuple[str, ...]
    said: str


@lru_cache(maxsize=1_000)  # the names of the country: some four hundred
def form_of(name: str) -> Form:
    """Give how a name is compared."""
    parts = tuple(words(name))
    return Form(search_form(name), parts, "".join(sound(part) for part in parts))


def comunas() -> tuple[Comuna, ...]:
    """Give every comuna by name."""
    return kept(Comuna.objects.select_related("province__region").order_by("name"))


def regions() -> tuple[Region, ...]:
    """Give the regions from north to south."""
    by_code = {region.code: region for region in kept(Region.objects.order_by("code"))}
    return tuple(by_code[code] for code in NORTH_TO_SOUTH)


NORTH_TO_SOUTH = ("15", "01", "02", "03", "04", "05", "13", "06", "07", "16", "08", "09", "14",
                  "10", "11", "12")  # fmt: skip


def find(text: str) -> Place:
    """Give what somebody means by these words; an empty place when nothing is like them."""
    key = search_form(text)
    if not key:
        return Place()
    exact = [one for one in comunas() if form_of(one.name).whole == key] or _by_alias(key)
    if exact:
        return Place(comuna=exact[0])
    region = _region(text, key)
    if region:
        return Place(region=region)
    like = _beginning(text) or _alike(text, key)
    return Place(comuna=like[0]) if len(like) == 1 else Place(like=tuple(like[:MOST]))


def _by_alias(key: str) -> list[Comuna]:
    codes = {alias.comuna_id for alias in kept(ComunaAlias.objects.all()) if alias.key == key}
    return [one for one in comunas() if one.pk in codes]


def _region(text: str, key: str) -> Region | None:
    spoken = " ".join(words(text)).removeprefix("region ")
    code = SHORT.get(spoken, "")
    named = (one for one in regions() if one.code == code or form_of(one.name).whole == key)
    return next(named, None)


def _beginning(text: str) -> list[Comuna]:
    """Give those whose name holds a word beginning with each of hers: "viña", "pto montt"."""
    asked = words(text)
    if max(map(len, asked), default=0) < 3:
        return []
    return [
        one for one in comunas()
        if all(any(word.startswith(each) for word in form_of(one.name).words) for each in asked)
    ]  # fmt: skip


def _alike(text: str, key: str) -> list[Comuna]:
    """Give those written or said nearly so, the likest first; alone, one far above the others."""
    said = "".join(sound(word) for word in words(text))
    found = []
    for one in comunas():
        form = form_of(one.name)
        degree = max(_degree(key, form.whole), _degree(said, form.said))
        if degree >= LIKE:
            found.append((degree, one))
    found.sort(key=lambda pair: (-pair[0], pair[1].name))
    sounding = [one for degree, one in found if degree == 1]
    return sounding if len(sounding) == 1 else [one for _degree, one in found]


def _degree(asked: str, name: str) -> float:
    """Give how alike two names are, or 0 where a bound that is quick to know says: too little."""
    if 2 * min(len(asked), len(name)) < LIKE * (len(asked) + len(name)):
        return 0.0
    pair = SequenceMatcher(None, asked, name)
    return pair.ratio() if pair.quick_ratio() >= LIKE else 0.0
