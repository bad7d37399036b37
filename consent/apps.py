"""Django application: Consent."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsentConfig(AppConfig):
    """Texts, decisions, and the rule that lets data out."""

    name = "consent"
    verbose_name = _("Consent")

    def ready(self) -> None:
        """Answer at the gate from the start: without a rule nothing is shared."""
        from . import holdings, lines, sharing_rule, tab

        sharing_rule.install()
        tab.add()
        lines.register()
        holdings.register()
        _reserve_names()
        _track_changes()


def _reserve_names() -> None:
    """What somebody signed, for whoever may read a file whose identity is reserved (VG-17)."""
    from casework.identity import veil

    from .record_models import ConsentRecord

    veil.mask(ConsentRecord._meta.label, signer_name=_("Reserved"), signer_document="", evidence="")


def _track_changes() -> None:
    """Have the field changes of the texts logged (design 7); decisions are rows of their own."""
    from casework.audit.changes import track

    from .text_models import ConsentItem, ConsentText

    track(ConsentText, masked=("fingerprint",))
    track(ConsentItem)
