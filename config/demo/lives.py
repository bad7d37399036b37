"""What happened to the women of the demo world: each part of the work adds its own rows."""

from collections.abc import Callable

from casework.survivors.models import Survivor

from . import (
    amendments,
    carrying,
    casework,
    certificates_life,
    copies,
    discrepancies,
    documents,
    episodes,
    legal,
    library,
    messages,
    network,
    notice,
    oirs,
    opinions,
    pending,
    plans,
    referrals,
    registry,
    rights,
    risk,
    space,
    training,
    work,
)
from .women import World

Part = Callable[[World, list[Survivor]], None]
PARTS: dict[str, Part] = {
    "protocol": library.publish_example,  # before all that makes tasks
    "cases": casework.build,
    "episodes": episodes.build,
    "risk": risk.build,
    "legal": legal.build,
    "referrals": referrals.build,
    "plans": plans.build,
    "documents": documents.build,
    "registry": registry.build,
    "duties": legal.close_old_duties,  # after all that tells of facts
    "rights": rights.build,
    "oirs": oirs.build,
    "opinions": opinions.build,
    "amendments": amendments.build,  # after the answers that used the earlier words
    "messages": messages.build,
    "notice": notice.build,
    "network": network.build,
    "discrepancies": discrepancies.build,
    "copies": copies.build,
    "pending": pending.build,
    "space": space.build,
    "training": training.build,
    "certificates": certificates_life.build,
    "library": library.build,
    "carrying": carrying.build,  # after the documents and the results it shows
    "work": work.build,  # after all that makes tasks
}


def build(world: World, women: list[Survivor], say: Callable[[str], None]) -> None:
    """Build every part, in order. women: the personas first, then the others by number."""
    for name, part in PARTS.items():
        part(world, women)
        say(name)
