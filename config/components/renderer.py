"""Django forms look like ours without being told: `{{ form }}` and `{{ field.as_field_group }}`."""

from django.forms.renderers import TemplatesSetting


class ComponentRenderer(TemplatesSetting):
    """Renders forms with the components; widgets keep the framework's templates."""

    form_template_name = "components/form.html"
    field_template_name = "components/field_group.html"
