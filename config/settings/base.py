"""What the product is made of: applications, middleware, templates, language."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from . import env

BASE_DIR = Path(__file__).resolve().parents[2]
ENVIRONMENT = env.one_of("SIIVBG_ENV", ("development", "test", "production"), "development")
DEBUG = env.flag("DEBUG", default=False)
PRODUCTION = ENVIRONMENT == "production"
VAR_DIR = env.folder("SIIVBG_VAR", BASE_DIR / "var")
# This process is the training copy (practice.py); its folder lies in the site's.
PRACTICE = env.flag("SIIVBG_PRACTICE")
SITE_VAR_DIR = VAR_DIR.parent if PRACTICE else VAR_DIR

INSTALLED_APPS = [
    "config",
    "portal",
    "selfservice",
    "consent",
    "complaints",
    "casework",
    "wagtail.contrib.redirects",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "two_factor",
    "two_factor.plugins.webauthn",
    "auditlog",
    "csp",
    "django_htmx",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "casework.audit.origin.RequestOrigin",
    "casework.access.whole_body.WholeBody",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "casework.access.headers.PrivateZoneHeaders",
    "config.health.middleware.HealthProbes",
    "portal.site.outage.HelpFirst",
    "portal.serving.KeptFirst",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "portal.site.renewing.TellEditors",
    "django_htmx.middleware.HtmxMiddleware",
    "casework.access.doors.StaffDoor",
    "selfservice.sessions.SurvivorDoor",
    "casework.access.middleware.DatabaseContext",
    "casework.access.refusals.RefusalLog",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # A feature keeps its own templates; the application itself is only "casework".
        "DIRS": [
            BASE_DIR / "config" / "templates",
            *sorted(BASE_DIR.glob("casework/*/templates")),
            *sorted(BASE_DIR.glob("complaints/*/templates")),
        ],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.shell.context.shell",
            ],
            "builtins": ["config.templatetags.components", "django.templatetags.i18n"],
        },
    }
]

LANGUAGE_CODE = "es"
LANGUAGES = [("es", _("Spanish")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "idioma"  # hers to choose, until the browser closes
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "America/Santiago"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False
FORMAT_MODULE_PATH = ["config.formats"]
