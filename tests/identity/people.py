"""Two women, a third party and their keys; a table of the test's own with encrypted fields."""

from typing import ClassVar
from uuid import UUID

from django.apps.registry import Apps
from django.db import connection, models

from casework.access.context import Context
from casework.identity import vault
from casework.identity.fields import EncryptedDateField, EncryptedJSONField, EncryptedTextField
from casework.identity.records import PersonRecord, new_id
from tests.database import as_role

OWN_CENTRE, OTHER_CENTRE = 101, 202
ANA, BERTA = new_id(), new_id()
OWN_WORKER = Context("staff", new_id(), frozenset({OWN_CENTRE}))
OTHER_WORKER = Context("staff", new_id(), frozenset({OTHER_CENTRE}))
ALLOWED_BY_GRANT = Context("staff", new_id(), frozenset({OTHER_CENTRE}), frozenset({ANA}))
AUTHORITY = Context("staff", new_id())
ANA_HERSELF = Context("survivor", survivor_id=ANA)
BERTA_HERSELF = Context("survivor", survivor_id=BERTA)
STRANGER = Context()


class Note(PersonRecord):
    """A row about a person, with one field of each encrypted kind."""

    name = EncryptedTextField()
    remark = EncryptedTextField(blank=True, default="")
    born = EncryptedDateField(null=True, blank=True)
    facts = EncryptedJSONField(null=True, blank=True)

    objects: ClassVar[models.Manager["Note"]]

    class Meta:
        app_label = "casework"
        apps = Apps()
        db_table = "test_note"


def make_table() -> None:
    """Create the table of Note inside the test's transaction."""
    with as_role("siivbg_owner"), connection.schema_editor() as editor:
        editor.create_model(Note)


def key_for(person: UUID | None, owner: vault.KeyOwner = vault.KeyOwner.SURVIVOR) -> UUID:
    """Make a key in the own centre."""
    centres = [] if owner is vault.KeyOwner.INSTITUTION else [OWN_CENTRE]
    return vault.new_key(owner=owner, survivor_id=person, centre_ids=centres)
