"""Every version of the notice that was in force, as it was read: written once, never changed."""

from collections.abc import Iterator

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.identity.privacy import Privacy, Purpose, Retention


class NoticeLanguage(models.TextChoices):
    """Languages the notice is published in."""

    SPANISH = "es", _("Spanish")
    ENGLISH = "en", _("English")


class NoticeVersion(models.Model):
    """One version, in one language (law DP-50: the earlier ones stay reachable).

    parts: a list of [name, heading, text], with the headings of that day. The first version came
    with the site; every other has an author and, by the database's own rule, another approver.
    """

    privacy = Privacy(
        purpose=Purpose.CONTENT,
        retention=Retention.CATALOGUE,
        staff=("author", "approved_by"),
        none=(
            "id", "language", "number", "version", "dated_on", "title", "summary", "parts",
            "published_at",
        ),
    )  # fmt: skip
    wagtail_reference_index_ignore = True

    language = models.CharField(_("language"), max_length=2, choices=NoticeLanguage.choices)
    number = models.PositiveSmallIntegerField(_("number"))
    version = models.CharField(_("version"), max_length=20)
    dated_on = models.DateField(_("date of this version"))
    title = models.CharField(_("title"), max_length=255)
    summary = models.CharField(_("summary"), max_length=200)
    parts = models.JSONField()
    published_at = models.DateTimeField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["language", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["language", "number"], name="one_notice_of_each_number"
            ),
            models.CheckConstraint(
                name="notice_published_by_a_second_person",
                condition=Q(number=1, author=None, approved_by=None)
                | Q(author__isnull=False, approved_by__isnull=False) & ~Q(author=F("approved_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.language}-{self.number} ({self.version})"

    @property
    def sections(self) -> Iterator[tuple[str, str, str]]:
        """Give (anchor, heading, text) of each part, as it was published."""
        return ((name, heading, text) for name, heading, text in self.parts)

    @property
    def words(self) -> dict[str, str]:
        """Give the same shape that `twelve.written` gives for a draft."""
        head = {"title": self.title, "summary": self.summary, "version": self.version}
        texts = {name: text for name, _heading, text in self.parts}
        return {**head, "dated_on": self.dated_on.isoformat(), **texts}
