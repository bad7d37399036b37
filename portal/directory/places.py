"""Finding where she is by what she types: accents, capitals and slips of the hand forgiven."""

from dataclasses import dataclass
from functools import lru_cache

from django.db.models import QuerySet
from rapidfuzz import fuzz, process

from casework.identity.spanish import search_form, sound, words
from casework.territory.listed import named
from casework.territory.models import Comuna, ComunaAlias, Region

LIKE, SAME = 78.0, 100.0  # how alike two names must be, of a hundred; and when they are the same
MOST = 6
# How people call regions that carry other words before their name.
SHORT = {"rm": "13", "region metropolitana": "13", "metropolitana": "13", "magallanes": "12",
         "aysen": "11", "ohiggins": "06", "araucania": "09"}  # fmt: skip
# How people write some comunas, and a province of islands, by its capital.
NICKNAMES = {"valpo": "05101", "stgo": "13101", "santiago centro": "13101", "iqq": "01101",
             "thno": "08110", "san bdo": "13401", "pac": "13121", "chiloe": "10201"}  # fmt: skip
# The regions by the numbers they had: "quinta región", "V región", "5ta región".
NUMBERS = ("primera", "segunda", "tercera", "cuarta", "quinta", "sexta", "septima", "octava",
           "novena", "decima", "undecima", "duodecima")  # fmt: skip
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv",
         "xv", "xvi")  # fmt: skip


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


@lru_cache(maxsize=1)
def _forms(names: tuple[str, ...]) -> tuple[Form, ...]:
    return tuple(form_of(name) for name in names)


def comunas() -> tuple[Comuna, ...]:
    """Give every comuna by name."""
    return named(Comuna, "by name", _by_name)


def _by_name() -> QuerySet[Comuna]:
    return Comuna.objects.select_related("province__region").order_by("name")


def regions() -> tuple[Region, ...]:
    """Give the regions from north to south."""
    by_code = {region.code: region for region in named(Region, "all", Region.objects.all)}
    return tuple(by_code[code] for code in NORTH_TO_SOUTH)


NORTH_TO_SOUTH = ("15", "01", "02", "03", "04", "05", "13", "06", "07", "16", "08", "09", "14",
                  "10", "11", "12")  # fmt: skip


def find(text: str) -> Place:
    """Give what somebody means by these words; an empty place when nothing is like them."""
    key, every = search_form(text), comunas()
    if not key:
        return Place()
    forms = _forms(tuple(one.name for one in every))
    exact = [one for one, form in zip(every, forms, strict=True) if form.whole == key]
    nickname = NICKNAMES.get(" ".join(words(text)))
    exact = exact or _by_alias(key) or [one for one in every if one.pk == nickname]
    if exact:
        return Place(comuna=exact[0])
    region = _region(text, key)
    if region:
        return Place(region=region)
    like = [every[place] for place in _beginning(text, forms) or _alike(text, key, forms)]
    return Place(comuna=like[0]) if len(like) == 1 else Place(like=tuple(like[:MOST]))


def _by_alias(key: str) -> list[Comuna]:
    aliases = named(ComunaAlias, "all", ComunaAlias.objects.all)
    codes = {alias.comuna_id for alias in aliases if alias.key == key}
    return [one for one in comunas() if one.pk in codes] if codes else []


def _region(text: str, key: str) -> Region | None:
    spoken = " ".join(words(text)).removeprefix("region ")
    code = SHORT.get(spoken, "") or _numbered(words(text))
    known = (one for one in regions() if one.code == code or form_of(one.name).whole == key)
    return next(known, None)


def _numbered(said: list[str]) -> str:
    """Give the code of a region named by its number, or "". Alone a number names comunas too."""
    if "region" not in said:
        return ""
    number = "".join(word for word in said if word not in ("region", "la"))
    for names in (NUMBERS, ROMAN):
        if number in names:
            return f"{names.index(number) + 1:02d}"
    digits = number.rstrip("abdemnortv")  # 5a, 5ta, 8va, 1ra, 3era
    return f"{int(digits):02d}" if digits.isdecimal() and 0 < int(digits) <= len(ROMAN) else ""


def _beginning(text: str, forms: tuple[Form, ...]) -> list[int]:
    """Give where names hold a word beginning with each of hers: "viña", "pto montt"."""
    asked = words(text)
    if max(map(len, asked), default=0) < 3:
        return []
    return [
        place for place, form in enumerate(forms)
        if all(any(word.startswith(each) for word in form.words) for each in asked)
    ]  # fmt: skip


def _alike(text: str, key: str, forms: tuple[Form, ...]) -> list[int]:
    """Give where names are written or said nearly so, the likest first; alone, one far above."""
    said = "".join(sound(word) for word in words(text))
    degrees = _degrees(key, [form.whole for form in forms])
    for place, degree in _degrees(said, [form.said for form in forms]).items():
        degrees[place] = max(degree, degrees.get(place, 0))
    found = sorted(degrees, key=lambda place: (-degrees[place], place))
    sounding = [place for place in found if degrees[place] == SAME]
    return sounding if len(sounding) == 1 else found


def _degrees(asked: str, names: list[str]) -> dict[int, float]:
    """Give how alike each name is to what is asked, by its place; only those alike enough."""
    found = process.extract(asked, names, scorer=fuzz.ratio, score_cutoff=LIKE, limit=None)
    return {place: degree for _name, degree, place in found}
