"""Plants the notice in English and the first version of each, in a database that has the Spanish.

Used by one migration, with the models as they were then; afterwards editors own the texts.
"""

import tomllib
from typing import Any

from django.utils import timezone

from .approval.words import settled
from .first_site import CONTENT, STEP, add_permission
from .notice.twelve import HEAD, TWELVE


def content(language: str) -> dict[str, Any]:
    """Read what is planted in a language: no catalogue need be compiled when this runs."""
    return tomllib.loads(CONTENT.with_name(f"{language}.toml").read_text(encoding="utf-8"))


def plant(apps: Any, schema_editor: Any) -> None:
    """Make the English page below the Spanish one, and keep version 1 of both."""
    spanish = apps.get_model("portal", "PrivacyPage").objects.filter(slug="privacidad").first()
    if spanish is None:
        return
    _renew(spanish)
    for page in (spanish, _english(apps, spanish)):
        _keep(apps, page)


def _renew(page: Any) -> None:
    """Put today's words in a page no editor ever touched; leave any other as it is."""
    if page.latest_revision_id is None:
        for name, words in content("es")["privacy"].items():
            if name not in {"path", "kind"}:
                setattr(page, name, words)
        page.save()


def _english(apps: Any, above: Any) -> Any:
    written = content("en")["privacy"]
    above.numchild += 1
    above.save(update_fields=["numchild"])
    return apps.get_model("portal", "PrivacyPage").objects.create(
        **written,
        language="en",
        draft_title=written["title"],
        slug="english",
        path=f"{above.path}{above.numchild:0{STEP}}",
        depth=above.depth + 1,
        numchild=0,
        url_path=f"{above.url_path}english/",
        locale_id=above.locale_id,
        content_type_id=above.content_type_id,
        live=True,
    )


def _keep(apps: Any, page: Any) -> None:
    headings = content(page.language)["headings"]
    parts = [[name, headings[name], settled(getattr(page, name))] for name, _h in TWELVE]
    head = {name: getattr(page, name) for name in HEAD}
    apps.get_model("portal", "NoticeVersion").objects.create(
        language=page.language, number=1, parts=parts, published_at=timezone.now(), **head
    )


def give_rights(apps: Any, schema_editor: Any) -> None:
    """Let approvers publish the list of agreements; nobody changes what was published."""
    approvers = apps.get_model("auth", "Group").objects.filter(name="Aprobación").first()
    if approvers is None:
        return
    for verb in ("add", "view"):
        approvers.permissions.add(
            add_permission(apps, "portal", "agreementscheck", f"{verb}_agreementscheck")
        )
