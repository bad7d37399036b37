"""The pages that are measured, as acts ready to be done again and again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle
from typing import TypeVar

from django.core.cache import cache

from casework.identity.spanish import bare
from consent.queries import text_in_force
from consent.text_models import ConsentText, Stage

from . import people
from .browser import Answer, Browser, Unmeasurable
from .women import Woman, woman

LIST = "/gestion/sobrevivientes/"
FIND = f"{LIST}buscar/"
Act = Callable[[], Answer]
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page:
    """prepare: makes what one repetition needs, and gives the request. limit: times its SQL."""

    name: str
    prepare: Callable[[], Act]
    expected: int = 200
    limit: float | None = None

    def checked(self) -> Act:
        """Give a request that raises Unmeasurable when the answer is not the expected one."""
        act = self.prepare()

        def asked() -> Answer:
            answer = act()
            if answer.status != self.expected:
                raise Unmeasurable(f"{self.name}: the answer was {answer.status}.")
            return answer

        return asked


class Pages:
    """Every measured page, for one worker and a registry of that many women."""

    def __init__(self, worker: Browser, women: int) -> None:
        self.worker = worker
        self.women = women
        self._near = cycle(list(people.women_of_first_centre(women)))
        self._far = cycle(range(0, women, max(1, women // 97)))
        self._phones = people.women_with_open_space(women)
        self._sought = _well_named(people.women_of_first_centre(women))

    def all(self) -> Iterator[Page]:
        """Give the pages, in the order of the table."""
        yield Page("RUN lookup, whole country", self._lookup, limit=4)
        yield from self.searches()
        yield self.file()
        yield self.contact()
        yield self.signing()

    def searches(self) -> Iterator[Page]:
        """The name search: without accents, with a typo, in another order."""
        given = self._sought.identity.given_names.split()[0]
        surname = self._sought.identity.first_surname
        typed = {
            "accents": bare(f"{given} {surname}"),
            "a typo": f"{given} {surname[:2]}{surname[3:]}",
            "order": f"{surname} {given}",
        }
        for variant, text in typed.items():
            yield Page(f"Name search, {variant}", self._search(text), limit=4)

    def file(self) -> Page:
        """Her file, read by a worker of her centre."""
        return Page("Her file", self._file, limit=4)

    def contact(self) -> Page:
        """A write on her file: the safe contact."""
        return Page("A write: safe contact", self._contact, expected=302)

    def signing(self) -> Page:
        """She signs on her phone: answers, PDF, seal, file, log."""
        return Page("Signing (with PDF and seal)", self._signing, expected=302)

    def _lookup(self) -> Act:
        cache.clear()  # the limit of searches in an hour is not what is measured
        number = next(found for found in self._far if woman(found).identity.run)
        run = str(woman(number).identity.run)
        return lambda: self.worker.post(FIND, run=run, purpose="attention")

    def _search(self, text: str) -> Callable[[], Act]:
        return lambda: lambda: self.worker.post(LIST, name=text)

    def _address(self) -> str:
        run = next(self._near).identity.run
        assert run is not None
        return f"{LIST}{people.id_of(run)}/"

    def _file(self) -> Act:
        address = self._address()
        return lambda: self.worker.get(address)

    def _contact(self) -> Act:
        address = f"{self._address()}contacto/"
        fields = {"channel": "call", "value": "+56 9 8123 4567", "words_to_say": "Habla Paty"}
        return lambda: self.worker.post(address, **fields)

    def _signing(self) -> Act:
        phone = people.phone_of(next_of(self._phones))
        text = text_of()
        answers = {f"item_{item.pk}": "yes" for item in text.items.all()}
        return lambda: phone.post(f"/mi-espacio/permisos/{text.code}/", **answers)


def next_of(items: Iterator[Item]) -> Item:
    """Give the next one. Raises Unmeasurable when the registry is too small."""
    for item in items:
        return item
    raise Unmeasurable("The registry is too small.")


def text_of() -> ConsentText:
    """Give the text in force. Raises Unmeasurable."""
    code = ConsentText.objects.filter(stage=Stage.APPROVED).values_list("code", flat=True).first()
    text = text_in_force(code) if code else None
    if text is None:
        raise Unmeasurable("No consent text is in force.")
    return text


def _well_named(women: Iterator[Woman]) -> Woman:
    """Give somebody whose names are long enough to be mistyped, with an accent if there is one."""
    found = [one for one in women if len(one.identity.first_surname) > 5]
    accented = [one for one in found if not one.identity.first_surname.isascii()]
    return next_of(iter(accented or found))
