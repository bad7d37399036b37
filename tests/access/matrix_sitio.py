"""Rows of the matrix for the open site's own addresses: the same for everybody."""

from tests.access.matrix import World, none, public


def comuna(world: World) -> list[str]:
    return ["05101"]


def comuna_need(world: World) -> list[str]:
    return ["05101", "leyes"]


def region(world: World) -> list[str]:
    return ["05"]


def region_need(world: World) -> list[str]:
    return ["05", "leyes"]


ROWS = (
    public("directory:search", 303),
    public("directory:search-english", 303),
    *(
        public(f"directory:{name}{language}", 200, make=make)
        for name, make in (("comuna", comuna), ("comuna-need", comuna_need), ("region", region),
                           ("region-need", region_need), ("map", none))
        for language in ("", "-english")
    ),
    public("directory:export", 200),
    public("search:page", 200),
    public("search:page-english", 200),
    public("site:map", 200),
    public("site:map-english", 200),
    public("site:sitemap", 200),
    public("site:robots", 200),
    public("news:feed", 200),
)  # fmt: skip
