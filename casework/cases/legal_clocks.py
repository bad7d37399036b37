"""Deadlines the law sets, as one table (law.md section 6). The tests hold every row of it."""

from .clocks import Clock, Unit

RIGHTS_ANSWER = Clock("rights-answer", 30, Unit.DAYS, "DP-02", extension=30)
RIGHTS_ANSWER_OLD = Clock("rights-answer-old", 2, Unit.WORKING_DAYS, "19628-16")
BLOCKING = Clock("blocking", 2, Unit.WORKING_DAYS, "DP-03")
AGENCY_CLAIM = Clock("agency-claim", 30, Unit.WORKING_DAYS, "DP-06")
AGENCY_ANSWER = Clock("agency-answer", 30, Unit.DAYS, "DP-70", extension=30)
INCIDENT_ALERT = Clock("incident-alert", 3, Unit.HOURS, "CY-02")
INCIDENT_UPDATE = Clock("incident-update", 72, Unit.HOURS, "CY-02")
INCIDENT_FINAL = Clock("incident-final", 15, Unit.DAYS, "CY-02")
MANDATORY_REPORT = Clock("mandatory-report", 24, Unit.HOURS, "SE-07")
CHILD_COMPLAINT = Clock("child-complaint", 8, Unit.HOURS, "SE-05")
OIRS_ROUTE = Clock("oirs-route", 24, Unit.HOURS, "OI-02")
OIRS_ROUTINE = Clock("oirs-routine", 48, Unit.HOURS, "OI-02")
OIRS_REPORT = Clock("oirs-report", 10, Unit.WORKING_DAYS, "OI-04", extension=5)
OIRS_DECIDE = Clock("oirs-decide", 20, Unit.WORKING_DAYS, "OI-04", extension=10)
PUBLIC_INFORMATION = Clock("public-information", 20, Unit.WORKING_DAYS, "OI-08", extension=10)
ACT_NOTICE = Clock("act-notice", 5, Unit.WORKING_DAYS, "TD-06")
NOTICE_EFFECTIVE = Clock("notice-effective", 3, Unit.WORKING_DAYS, "TD-06")
NOTICE_EXEMPTION = Clock("notice-exemption", 3, Unit.WORKING_DAYS, "TD-03")

ALL = (
    RIGHTS_ANSWER, RIGHTS_ANSWER_OLD, BLOCKING, AGENCY_CLAIM, AGENCY_ANSWER, INCIDENT_ALERT,
    INCIDENT_UPDATE, INCIDENT_FINAL, MANDATORY_REPORT, CHILD_COMPLAINT, OIRS_ROUTE, OIRS_ROUTINE,
    OIRS_REPORT, OIRS_DECIDE, PUBLIC_INFORMATION, ACT_NOTICE, NOTICE_EFFECTIVE, NOTICE_EXEMPTION,
)  # fmt: skip
