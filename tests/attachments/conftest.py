"""Paula's browser, Ana's file, and a worker of another centre."""

from tests.consent.conftest import (  # noqa: F401
    ana,
    anas,
    as_paula,
    desk,
    desk_there,
    editor,
    olga,
    paula,
    second_person,
    text,
)
