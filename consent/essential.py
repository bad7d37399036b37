"""What of her authorisations waits, on top of every page of her file."""

from django.db.models import Expression, F, Func, JSONField
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from casework.survivors.essentials import Asked, Essential, Line, add_essential

AUTHORISATIONS = gettext_lazy("Authorisations")

# Texts in force that every woman is asked and she was not; and her last answer to each text, when
# something of it is still to be brought (`ConsentRecord.lacks`).
_WAITING = """(SELECT jsonb_build_object(
  'texts', (SELECT count(*) FROM consent_consenttext t
    WHERE t.stage = 'approved' AND t.required AND t.language = 'es' AND NOT EXISTS (
      SELECT 1 FROM consent_consentrecord r JOIN consent_consenttext a ON a.id = r.text_id
      WHERE r.survivor_id = %(expressions)s AND r.kind = 'decision'
        AND a.code = t.code AND a.version = t.version)),
  'records', (SELECT count(*) FROM (
      SELECT DISTINCT ON (a.code) r.* FROM consent_consentrecord r
      JOIN consent_consenttext a ON a.id = r.text_id
      WHERE r.survivor_id = %(expressions)s AND r.kind = 'decision'
      ORDER BY a.code, r.at DESC, r.id DESC) l
    WHERE EXISTS (SELECT 1 FROM (VALUES
        ('private', l.awaits_confirmation),
        ('scan', l.form = 'paper' AND l.attachment_id IS NULL),
        ('proof', l.signer = 'representative' AND l.power_proof_id IS NULL)) w(what, wanted)
      WHERE wanted AND NOT EXISTS (SELECT 1 FROM consent_consentconfirmation c
        WHERE c.record_id = l.id AND c.what = w.what)))))"""


def register() -> None:
    """Join the head of her file."""
    add_essential(Essential("consents", 75, waiting, line))


def waiting() -> Expression:
    """Give how many texts wait for her answer, and how many of her answers lack something."""
    return Func(F("pk"), template=_WAITING, output_field=JSONField())


def line(value: dict[str, int] | None, asked: Asked) -> Line | None:
    """Say what waits, or nothing."""
    texts, records = (value or {}).get("texts", 0), (value or {}).get("records", 0)
    asks = ngettext("%(n)s text waits for her answer", "%(n)s texts wait for her answer", texts)
    lacks = ngettext("%(n)s answer is incomplete", "%(n)s answers are incomplete", records)
    said = [words % {"n": n} for n, words in ((texts, asks), (records, lacks)) if n]
    url = reverse("consent:tab", args=[asked.survivor_id])
    return Line(AUTHORISATIONS, " · ".join(said), "warning", "document", url) if said else None
