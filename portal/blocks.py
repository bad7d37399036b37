"""Pieces an editor builds a page from. Few on purpose: plain pages are quick to read."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

# Bold and links; nothing that needs a style of its own.
TEXT_FEATURES = ["bold", "link"]


class NoticeBlock(blocks.StructBlock):
    """Something the reader must not miss."""

    kind = blocks.ChoiceBlock(
        choices=[("info", _("Information")), ("warning", _("Important"))],
        default="info",
        label=_("kind"),
    )
    title = blocks.CharBlock(max_length=80, label=_("title"))
    text = blocks.TextBlock(label=_("text"))

    class Meta:
        icon = "info-circle"
        label = _("Notice")
        template = "portal/blocks/notice.html"


class StepBlock(blocks.StructBlock):
    """One step: what to do, and how."""

    title = blocks.CharBlock(max_length=80, label=_("what to do"))
    text = blocks.TextBlock(required=False, label=_("how"))


class HelplinesBlock(blocks.StructBlock):
    """The numbers to call, always those in force."""

    title = blocks.CharBlock(max_length=80, required=False, label=_("title"))

    class Meta:
        icon = "mobile-alt"
        label = _("Helplines")
        template = "portal/blocks/helplines.html"


class DirectoryBlock(blocks.StaticBlock):
    """The search of the directory: by comuna and need, or by region."""

    class Meta:
        icon = "site"
        label = _("Search for a centre")
        admin_text = _("The form that looks for a centre, and the regions.")
        template = "portal/blocks/directory.html"


class PictureBlock(ImageBlock):
    """A picture, with its words for whoever does not see it; cut around its focal point."""

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "portal/blocks/picture.html"


class BodyBlock(blocks.StreamBlock):
    """The body of a page."""

    heading = blocks.CharBlock(
        max_length=80, icon="title", label=_("Heading"), template="portal/blocks/heading.html"
    )
    paragraph = blocks.RichTextBlock(
        features=TEXT_FEATURES,
        icon="pilcrow",
        label=_("Paragraph"),
        template="portal/blocks/text.html",
    )
    list = blocks.ListBlock(
        blocks.CharBlock(max_length=200),
        icon="list-ul",
        label=_("List"),
        template="portal/blocks/list.html",
    )
    steps = blocks.ListBlock(
        StepBlock(), icon="list-ol", label=_("Steps"), template="portal/blocks/steps.html"
    )
    notice = NoticeBlock()
    picture = PictureBlock()
    helplines = HelplinesBlock()
    directory = DirectoryBlock()
