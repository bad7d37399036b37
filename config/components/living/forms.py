"""A form with one of each field, for the living page."""

from django import forms
from django.core.validators import RegexValidator

CHANNELS = [("llamada", "Llamada"), ("whatsapp", "WhatsApp"), ("persona", "En persona")]
COMUNAS = [("", "Elija una comuna"), ("05109", "Viña del Mar"), ("08101", "Concepción")]
ANSWERS = [("si", "Sí, acepto"), ("no", "No acepto")]


class SpecimenForm(forms.Form):
    """One of each."""

    name = forms.CharField(label="Nombre con que quiere que la llamemos", max_length=60)
    run = forms.CharField(
        label="RUN",
        help_text="Por ejemplo: 12.345.678-5",
        validators=[RegexValidator(r"\d-[\dkK]$", "Escriba el RUN con su dígito verificador.")],
        widget=forms.TextInput(attrs={"data-kind": "run"}),
    )
    phone = forms.CharField(
        label="Teléfono seguro",
        required=False,
        help_text="Sólo si ella pidió que la llamemos.",
        widget=forms.TextInput(attrs={"data-kind": "phone"}),
    )
    born = forms.DateField(
        label="Fecha de nacimiento",
        help_text="Por ejemplo: 27 3 1988",
        widget=forms.SelectDateWidget(years=range(1930, 2027)),
    )
    comuna = forms.ChoiceField(label="Comuna donde vive", choices=COMUNAS)
    channel = forms.ChoiceField(
        label="¿Cómo prefiere que la contactemos?", choices=CHANNELS, widget=forms.RadioSelect
    )
    days = forms.MultipleChoiceField(
        label="¿Qué días?",
        required=False,
        choices=[("lu", "Lunes"), ("mi", "Miércoles"), ("vi", "Viernes")],
        widget=forms.CheckboxSelectMultiple,
    )
    story = forms.CharField(
        label="Lo que nos contó", max_length=500, widget=forms.Textarea(attrs={"rows": 4})
    )
    paper = forms.FileField(label="Documento", required=False)
    told = forms.BooleanField(label="Le expliqué para qué se usan sus datos")


class ChoiceForm(forms.Form):
    """Two answers of equal size."""

    share = forms.ChoiceField(
        label="Compartir con el centro de salud", choices=ANSWERS, widget=forms.RadioSelect
    )


class FilterForm(forms.Form):
    """A filter of a list."""

    state = forms.ChoiceField(
        label="Estado", required=False, choices=[("", "Todos"), ("1", "Pendiente")]
    )
    since = forms.DateField(
        label="Desde", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
