"""Every identification leaves its mark: who (a keyed digest, never the RUN) and when, in UTC.

Decreto 9 of 2023, art. 13. Written before anybody is let in: no mark, no entry.
"""

from casework.audit.actors import Actor
from casework.audit.log import Target, record
from casework.audit.verbs import Verb
from casework.identity.lookup import run_digest

from .identity import Identity


def record_access(identity: Identity) -> None:
    """Write the access of an identified person. Raises what `record` raises."""
    record(
        Verb.IDENTITY_PROVED,
        by=Actor(kind="anonymous"),
        at=identity.authenticated_at,
        target=Target("claveunica", run_digest(identity.run).hex()),
        purpose=identity.purpose,
    )
