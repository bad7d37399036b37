"""Pure rules of referrals: to which class of recipient an institution belongs, how late it is."""

from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

PURPOSE = "coordinate"  # what a referral shares her data for (codes of casework.sharing)
DUTY_AT_LEAST = 20  # characters of the law or order that makes sharing a duty

# Institutions by class of recipient (report II.7 a). What stands in none is given to nobody
# without her own agreement for that body, which the gate does not know: the answer is no.
RECIPIENTS = {
    "network_centres": {"SERNAMEG", "PRODEMU"},
    "ministry": {"MMEG", "SEREMI"},
    "justice": {"CARAB", "PDI", "MP", "PJUD", "GENCHI", "SML", "SPD", "MINJUS", "MINSEG", "CAJ"},
    "health": {"MINSAL", "SENDA"},
    "social": {
        "MUNI", "MDSF", "MINVU", "SENADIS", "SERMIG", "MINTRAB", "MINEDUC", "GORE", "DPP", "DPR",
        "SPE", "SRCEI", "INDH",
    },
}  # fmt: skip


def recipient_of(institution: str) -> str:
    """Give the class of recipient of an institution's code, or "" when it has none."""
    return next((name for name, codes in RECIPIENTS.items() if institution in codes), "")


def waiting_in_words(since: date, today: date) -> str:
    """Say how long a referral has had no answer."""
    days = (today - since).days
    if days <= 0:
        return str(_("since today"))
    return ngettext("for %(n)d day", "for %(n)d days", days) % {"n": days}
