"""Models of the open site, gathered where Django looks for them."""

from .helplines import Helpline
from .pages import ContentPage, HomePage, SectionPage
from .privacy_page import PrivacyPage

__all__ = ["ContentPage", "Helpline", "HomePage", "PrivacyPage", "SectionPage"]
