"""What waits for a second person outside the portal, on the editors' first screen."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from complaints.amending import queries
from complaints.amending.views import LIST
from consent.models import ConsentText
from consent.text_models import Stage
from portal.editing.waiting import Waiting


def changes(user: Any) -> Waiting:
    """Give the grounds, texts, times and questions somebody may put in force."""
    words = _("changes of answers, times and questions wait for your approval")
    return Waiting(queries.waiting_for(user).count(), words, reverse(LIST))


def consents(user: Any) -> Waiting:
    """Give the consent texts she may approve: none of her own, and none without the right."""
    sent = ConsentText.objects.filter(stage=Stage.REVIEW).exclude(author_id=user.pk)
    number = sent.count() if user.has_perm("consent.approve_consenttext") else 0
    listed = reverse("wagtailsnippets_consent_consenttext:list")
    return Waiting(number, _("consent texts wait for your approval"), listed)
