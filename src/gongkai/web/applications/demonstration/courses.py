"""The courses that invented applications take, one for each state and for the ways there."""

from collections.abc import Callable, Mapping

from gongkai.regulation.events import DeliveryWay, Opinion
from gongkai.regulation.grounds import Ground
from gongkai.regulation.outcomes import Outcome
from gongkai.web.applications.acts import consulting
from gongkai.web.applications.demonstration.telling import Telling

Course = Callable[[Telling], object]
_PARTY = {"name": "虚构甲建设有限公司", "contact": "0371-00000000", "concerns": "合同中的报价明细是否同意公开。"}


def nothing(told: Telling) -> None:
    """It lies as it came."""


def searched(told: Telling) -> Telling:
    """Somebody looks for it."""
    words = {
        "what": "所申请的文件", "where": "综合科档案、办公系统", "keywords": "标题和文号", "searcher": "演示承办员",
        "result": "已经找到。",
    }  # fmt: skip
    return told.after(3).do("log_search", words=words)


def consulting_third_party(told: Telling) -> None:
    told.after(4)
    who = told.who("consult_third_party")
    consulting.consult_third_party(told.thing, by=who, on=told.day, party=_PARTY, received_on=None)


def answered_third_party(told: Telling) -> None:
    consulting_third_party(told)
    told.after(3).do("record_third_party_answer", name="第三方1", opinion=Opinion.OBJECTS)


def withheld_for_third_party(told: Telling) -> None:
    answered_third_party(told)
    told.after(2).decides(Outcome.REFUSED_THIRD_PARTY, grounds=(Ground.THIRD_PARTY,))
    told.after(1).do("send", way=DeliveryWay.POST).after(3).do("serve")


def joint_organ(told: Telling) -> None:
    told.after(3).do("consult_joint_organ", name="虚构市规划局")


def asked_for_correction(told: Telling) -> Telling:
    return told.after(3).do("request_correction", words={"note": "请写明年度和项目名称。"})


def corrected(told: Telling) -> None:
    asked_for_correction(told).after(2).do("record_correction_notice_received").after(4).do("record_correction")


def lapsed(told: Telling) -> None:
    asked_for_correction(told).after(2).do("record_correction_notice_received").after(22).do("close_uncorrected")


def asked_for_fee(told: Telling) -> None:
    told.after(6).do("notify_fee", yuan=400)


def asked_for_reasons(told: Telling) -> Telling:
    return told.after(4).do("demand_reasons")


def reasons_given(told: Telling) -> None:
    asked_for_reasons(told).after(3).do("record_reasons")


def extended(told: Telling) -> None:
    told.after(12).do("extend", workdays=20, approved_on=told.day, approver="演示公开办主任")


def proposed(told: Telling) -> None:
    searched(told).after(2).proposes(Outcome.GRANTED)


def cleared(told: Telling) -> None:
    proposed(told)
    told.clears()


def approved(told: Telling) -> None:
    searched(told).after(2).passes(Outcome.GRANTED)


def decided(told: Telling) -> Telling:
    return searched(told).after(4).decides(Outcome.GRANTED)


def sent(told: Telling) -> Telling:
    return decided(told).after(1).do("send", way=DeliveryWay.POST)


def served(told: Telling) -> Telling:
    return sent(told).after(3).do("serve")


def archived(told: Telling) -> None:
    served(told).after(5).do("archive")


def served_late(told: Telling) -> None:
    searched(told).after(21).decides(Outcome.GRANTED).do("send", way=DeliveryWay.IN_PERSON).do("serve")


def not_held(told: Telling) -> None:
    searched(told).after(4).decides(Outcome.UNAVAILABLE_NOT_HELD, finding="does_not_exist")
    told.after(1).do("send", way=DeliveryWay.POST).after(3).do("serve").after(5).do("archive")


def partly(told: Telling) -> None:
    searched(told).after(6).decides(Outcome.PARTLY_GRANTED, grounds=(Ground.PROCESS,))
    told.after(1).do("send", way=DeliveryWay.POST).after(2).do("serve")


def petition(told: Telling) -> None:
    told.after(3).decides(Outcome.NOT_PROCESSED_PETITION).do("send", way=DeliveryWay.POST).after(3).do("serve")


def withdrawn(told: Telling) -> None:
    told.after(5).do("withdraw")


def transferred(told: Telling) -> None:
    told.after(3).do("transfer", to="虚构市民政局")


COURSES: Mapping[str, Course] = {
    one.__name__: one
    for one in (
        nothing, searched, consulting_third_party, answered_third_party, withheld_for_third_party, joint_organ,
        asked_for_correction, corrected, lapsed, asked_for_fee, asked_for_reasons, reasons_given, extended, proposed,
        cleared, approved, decided, sent, served, archived, served_late, not_held, partly, petition, withdrawn,
        transferred,
    )
}  # fmt: skip
