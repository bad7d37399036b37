"""Models of the open site, gathered where Django looks for them."""

from .agreements import AgreementsCheck
from .certification.models import IssuedCertificate, OutsideCertificate
from .directory.models import Listing, Need
from .helplines import Helpline
from .ministry.models import MinistrySettings
from .news.pages import NewsIndexPage, NewsPage
from .notice.models import NoticeVersion
from .pages import ContentPage, HomePage, SectionPage
from .privacy_page import PrivacyPage
from .protocols.index_pages import GuidelineIndexPage, ProtocolIndexPage
from .protocols.models import Acknowledgement, DocumentVersion
from .protocols.pages import GuidelinePage, ProtocolPage

__all__ = [
    "Acknowledgement",
    "AgreementsCheck",
    "ContentPage",
    "DocumentVersion",
    "GuidelineIndexPage",
    "GuidelinePage",
    "Helpline",
    "HomePage",
    "IssuedCertificate",
    "Listing",
    "MinistrySettings",
    "Need",
    "NewsIndexPage",
    "NewsPage",
    "NoticeVersion",
    "OutsideCertificate",
    "PrivacyPage",
    "ProtocolIndexPage",
    "ProtocolPage",
    "SectionPage",
]
