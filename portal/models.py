"""Models of the open site, gathered where Django looks for them."""

from .agreements import AgreementsCheck
from .helplines import Helpline
from .ministry.models import MinistrySettings
from .notice.models import NoticeVersion
from .pages import ContentPage, HomePage, SectionPage
from .privacy_page import PrivacyPage

__all__ = [
    "AgreementsCheck",
    "ContentPage",
    "Helpline",
    "HomePage",
    "MinistrySettings",
    "NoticeVersion",
    "PrivacyPage",
    "SectionPage",
]
