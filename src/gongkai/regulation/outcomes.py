"""办理结果: the closed list of results of an application. They are the rows of the annual report's table 3
(三、本年度办理结果), so that compiling the report is a count.

One application has exactly one outcome; where part of the information is given, the row 部分公开 excludes all others.
"""

from enum import StrEnum


class Outcome(StrEnum):
    """The rows （一）–（六） of the report's table 3. The value is the row's key in every file, table and interface."""

    GRANTED = "granted"
    PARTLY_GRANTED = "partly_granted"
    REFUSED_STATE_SECRET = "refused.state_secret"  # noqa: S105 (a row key, no password)
    REFUSED_BARRED_BY_LAW = "refused.barred_by_law"
    REFUSED_SECURITY_STABILITY = "refused.security_stability"
    REFUSED_THIRD_PARTY = "refused.third_party"
    REFUSED_INTERNAL_AFFAIRS = "refused.internal_affairs"
    REFUSED_PROCESS = "refused.process"
    REFUSED_ENFORCEMENT_FILE = "refused.enforcement_file"
    REFUSED_ADMINISTRATIVE_QUERY = "refused.administrative_query"
    UNAVAILABLE_NOT_HELD = "unavailable.not_held"
    UNAVAILABLE_NEEDS_CREATION = "unavailable.needs_creation"
    UNAVAILABLE_STILL_UNCLEAR = "unavailable.still_unclear"
    NOT_PROCESSED_PETITION = "not_processed.petition"
    NOT_PROCESSED_REPEATED = "not_processed.repeated"
    NOT_PROCESSED_PUBLICATION = "not_processed.publication"
    NOT_PROCESSED_EXCESSIVE = "not_processed.excessive"
    NOT_PROCESSED_CONFIRMATION = "not_processed.confirmation"
    OTHER_CORRECTION_LAPSED = "other.correction_lapsed"
    OTHER_FEE_UNPAID = "other.fee_unpaid"
    OTHER_OTHER = "other.other"
