"""Countries that issue the papers women bring, most frequent in Chile first."""

from django.utils.translation import gettext_lazy as _

COUNTRIES = (
    ("", _("Choose")),
    ("VE", _("Venezuela")),
    ("PE", _("Peru")),
    ("HT", _("Haiti")),
    ("CO", _("Colombia")),
    ("BO", _("Bolivia")),
    ("AR", _("Argentina")),
    ("EC", _("Ecuador")),
    ("DO", _("Dominican Republic")),
    ("CU", _("Cuba")),
    ("BR", _("Brazil")),
    ("PY", _("Paraguay")),
    ("UY", _("Uruguay")),
    ("MX", _("Mexico")),
    ("ES", _("Spain")),
    ("US", _("United States")),
    ("CN", _("China")),
    ("CL", _("Chile")),
    ("ZZ", _("Another country")),
)
