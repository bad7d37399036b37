"""The only way to drafts: one's own."""

from typing import Any, Self

from django.db import models

from casework.access.principals import Principal, Staff


class DraftQuerySet(models.QuerySet[Any]):
    """Drafts, filtered by who asks."""

    def visible_to(self, principal: Principal) -> Self:
        """Give what the operator wrote, and what was kept for her. Others get nothing."""
        if not isinstance(principal, Staff):
            return self.none()
        return self.filter(operator_id=principal.operator_id)
