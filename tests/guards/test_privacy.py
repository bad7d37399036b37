"""Every field of every model is classed, and no person reaches the content site's indexes."""

from typing import Any

from django.apps import apps
from django.db import models
from wagtail.models import Page, ReferenceIndex
from wagtail.search.index import get_indexed_models
from wagtail.snippets.models import get_snippet_models

from casework.identity.privacy import Privacy, Purpose, Retention
from casework.identity.records import PersonRecord, Record

APPS = ("casework", "consent", "complaints", "selfservice", "portal")
MODELS = [model for app in APPS for model in apps.get_app_config(app).get_models()]


def inherited(model: type[models.Model]) -> set[str]:
    """Fields a model takes from the base records, or from a parent written by others."""
    names = {field.name for parent in model._meta.parents for field in parent._meta.get_fields()}
    for base in model.__mro__[1:]:
        ours = base.__module__.split(".")[0] in APPS
        if hasattr(base, "_meta") and (not ours or base in {Record, PersonRecord}):
            names |= {field.name for field in base._meta.get_fields()}
    return names


def own_fields(model: type[models.Model]) -> set[str]:
    """Columns and many-to-many links a model declares itself."""
    fields = (*model._meta.concrete_fields, *model._meta.many_to_many)
    return {field.name for field in fields if not field.auto_created} - inherited(model)


def privacy_of(model: type[models.Model]) -> Any:
    return vars(model).get("privacy")


def wrong_with(model: type[models.Model]) -> list[str]:
    """Say what is missing in how a model classes its fields, or said twice."""
    privacy = privacy_of(model)
    if not isinstance(privacy, Privacy):
        return ["declares no privacy of its own"]
    names = [*privacy.subject, *privacy.third_party, *privacy.staff, *privacy.none]
    unclassed = own_fields(model) - privacy.classed()
    unknown = privacy.classed() - {field.name for field in model._meta.get_fields()}
    return [
        *(f"{name} is not classed" for name in unclassed),
        *(f"{name} is no field" for name in unknown),
        *(f"{name} is classed twice" for name in {one for one in names if names.count(one) > 1}),
        *([] if isinstance(privacy.purpose, Purpose) else ["no purpose"]),
        *([] if isinstance(privacy.retention, Retention) else ["no retention"]),
    ]


def test_every_field_is_classed_once_with_purpose_and_retention() -> None:
    assert len(MODELS) > 100
    wrong = {model._meta.label: wrong_with(model) for model in MODELS}
    assert {label: found for label, found in wrong.items() if found} == {}


def is_content(model: type[models.Model]) -> bool:
    """Say whether a model belongs to the content site: a page or a snippet."""
    return issubclass(model, Page) or model in get_snippet_models()


def test_only_content_is_copied_into_the_reference_index() -> None:
    copied = {
        m._meta.label for m in MODELS if ReferenceIndex.model_is_indexable(m) and not is_content(m)
    }
    assert {label for label in copied if not label.startswith("portal.")} == set()


def test_the_content_search_holds_nobody() -> None:
    named = {
        model._meta.label
        for model in get_indexed_models()
        if (privacy := privacy_of(model)) and (privacy.subject or privacy.third_party)
    }
    searched = {model._meta.app_label for model in get_indexed_models()}
    assert named == set()
    assert searched.isdisjoint({"casework", "complaints", "selfservice"})


def test_form_pages_of_the_content_site_are_not_installed() -> None:
    assert not apps.is_installed("wagtail.contrib.forms")
