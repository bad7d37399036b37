"""Models of the open site, gathered where Django looks for them."""

from .agreements import AgreementsCheck
from .certification.completion_models import Completion
from .certification.copy_models import CertificateCopy
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
from .training.edition_models import Edition, EditionDay, EditionTeacher
from .training.models import CourseVersion, PathCourse
from .training.opinion_models import EditionOpinions
from .training.pages import CourseIndexPage, CoursePage, LessonPage, ModulePage
from .training.people_models import Answer, Attempt, Attendance, Enrolment, LessonDone
from .training.plan_models import PlanLine
from .training.practice_models import PracticeResult

__all__ = [
    "Acknowledgement",
    "AgreementsCheck",
    "Answer",
    "Attempt",
    "Attendance",
    "CertificateCopy",
    "Completion",
    "ContentPage",
    "CourseIndexPage",
    "CoursePage",
    "CourseVersion",
    "DocumentVersion",
    "Edition",
    "EditionDay",
    "EditionOpinions",
    "EditionTeacher",
    "Enrolment",
    "GuidelineIndexPage",
    "GuidelinePage",
    "Helpline",
    "HomePage",
    "IssuedCertificate",
    "LessonDone",
    "LessonPage",
    "Listing",
    "MinistrySettings",
    "ModulePage",
    "Need",
    "NewsIndexPage",
    "NewsPage",
    "NoticeVersion",
    "OutsideCertificate",
    "PathCourse",
    "PlanLine",
    "PracticeResult",
    "PrivacyPage",
    "ProtocolIndexPage",
    "ProtocolPage",
    "SectionPage",
]
