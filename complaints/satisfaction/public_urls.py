"""Three questions on a screen of the centre (mounted at /opinion/)."""

from django.urls import path

from .views import kiosk

app_name = "opinion"
urlpatterns = [
    path("", kiosk.kiosk, name="kiosk"),
    path("gracias/", kiosk.thanks, name="thanks"),
]
