"""Django application: SIIVbG."""

from django.apps import AppConfig
from django.forms import Field
from django.utils.translation import gettext_lazy as _

from . import checks


class ConfigConfig(AppConfig):
    """SIIVbG."""

    name = "config"
    verbose_name = _("SIIVbG")

    def ready(self) -> None:
        """Register our checks, give the portal its register, say what is missing in plain words."""
        from casework.cases.work import day
        from portal import register
        from portal.editing import waiting
        from portal.training import exercises

        from . import activities, practice, reminding, second_person

        register.provide(activities.activities)
        exercises.provide(practice.exercises)
        waiting.add_source(second_person.changes)
        waiting.add_source(second_person.consents)
        day.add_source(reminding.TRAINING)
        checks.register_all()
        Field.default_error_messages["required"] = _("This answer is missing.")
