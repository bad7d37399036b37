"""Pieces of a protocol or guideline that an editor fills in."""

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from casework.protocols import rules
from casework.protocols.models import ProtocolStep

NUMBER = RegexValidator(r"^[0-9A-Za-z.]+$", _("Only figures, letters and points."))


def _triggers() -> list[tuple[str, str]]:
    return [(code, str(words)) for code, words in rules.triggers().items()]


def _screens() -> list[tuple[str, str]]:
    named = sorted(rules.screens().items(), key=lambda one: str(one[1]))
    return [(code, str(words)) for code, words in named]


def _sources() -> list[tuple[str, str]]:
    return [(code, f"{code}: {cited}") for code, cited in sorted(rules.sources().items())]


class ProtocolStepBlock(blocks.StructBlock):
    """One step: what, how, what starts its clock, whose it is, by when, on which screen."""

    number = blocks.CharBlock(
        max_length=8, validators=[NUMBER], label=_("number"),
        help_text=_("For instance 1.2. It stays the same from one version to the next."),
    )  # fmt: skip
    title = blocks.CharBlock(
        max_length=160, label=_("what to do"),
        help_text=_("Begin with the verb. It becomes the words of the task."),
    )  # fmt: skip
    guidance = blocks.TextBlock(
        required=False, rows=3, label=_("how"),
        help_text=_("Two or three short sentences, read while working."),
    )  # fmt: skip
    trigger = blocks.ChoiceBlock(choices=_triggers, label=_("stage or event that starts it"))
    deadline = blocks.IntegerBlock(
        min_value=0, max_value=rules.LONGEST, default=5, label=_("deadline")
    )
    unit = blocks.ChoiceBlock(
        choices=ProtocolStep.Unit.choices, default=ProtocolStep.Unit.WORKING_DAYS,
        label=_("counted in"),
    )  # fmt: skip
    role = blocks.ChoiceBlock(
        choices=ProtocolStep.Role.choices, default=ProtocolStep.Role.TEAM, label=_("who")
    )
    task_kind = blocks.ChoiceBlock(
        choices=_screens, required=False, label=_("screen where it is done"),
        help_text=_("The task leads to it, and the screen shows this step."),
    )  # fmt: skip
    source = blocks.ChoiceBlock(choices=_sources, required=False, label=_("legal source"))
    stays = blocks.BooleanBlock(
        required=False, label=_("outlives the stage that started it"),
        help_text=_("If not, the task closes when the case leaves the stage."),
    )  # fmt: skip

    class Meta:
        icon = "tick"
        label = _("Step")
        label_format = "{number} {title}"


class AnnexBlock(blocks.StructBlock):
    """A file that goes with the document."""

    title = blocks.CharBlock(max_length=120, label=_("title"))
    document = DocumentChooserBlock(label=_("file"))

    class Meta:
        icon = "doc-full"
        label = _("Annex")
        label_format = "{title}"


class NormBlock(blocks.StructBlock):
    """A law, decree or resolution."""

    title = blocks.CharBlock(max_length=160, label=_("title"))
    ours = blocks.PageChooserBlock(
        required=False, label=_("our page about it"),
        page_type=["portal.ContentPage", "portal.ProtocolPage", "portal.GuidelinePage"],
        help_text=_("Readers are led there; without one, to its owner."),
    )  # fmt: skip
    url = blocks.URLBlock(required=False, label=_("address of its owner"))

    class Meta:
        icon = "openquote"
        label = _("Norm")
        label_format = "{title}"


class ReferenceBlock(blocks.StructBlock):
    """A document of another institution: title, owner and year. Its text stays with its owner."""

    title = blocks.CharBlock(max_length=200, label=_("title"))
    owner = blocks.CharBlock(max_length=160, label=_("whose it is"))
    year = blocks.CharBlock(max_length=12, required=False, label=_("year"))
    url = blocks.URLBlock(required=False, label=_("address of its owner"))

    class Meta:
        icon = "link"
        label = _("Document")
        label_format = "{title}"


class StepsBlock(blocks.StreamBlock):
    """The steps, in their order."""

    step = ProtocolStepBlock()

    class Meta:
        collapsed = True  # a protocol has a dozen: their numbers and titles show which is which


class AnnexesBlock(blocks.StreamBlock):
    """The annexes."""

    annex = AnnexBlock()


class NormsBlock(blocks.StreamBlock):
    """The norms."""

    norm = NormBlock()


class ReferencesBlock(blocks.StreamBlock):
    """The documents of others."""

    reference = ReferenceBlock()
