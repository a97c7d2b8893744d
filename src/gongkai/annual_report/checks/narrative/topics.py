"""Of what a count is a count: 「办结 8 件」 means applications only where applications were spoken of last."""

import re

from gongkai.annual_report.checks.narrative.claims import Sentence
from gongkai.annual_report.checks.narrative.counts import counts

_TOPIC = re.compile(
    r"(?P<own>依申请|信息公开(?!条例|工作|指南|制度|目录|平台|专栏|栏)"
    r"|(?:(?<=公开)|(?<=信息)|(?<=开的)|(?<=[到理结复办件份了共收接年月，,：:、\s]))申请(?!人|.{0,4}复议))"
    r"|申请|费(?!县)|留言|来信|信[件箱]|来[电函]|提案|建议|复议|诉讼|投诉|举报|信访|热线|工单|咨询|诉求|许可|处罚|行政审批"
    r"|案件|舆情|规范性文件|培训"
)
"""own: applications for information. An 申请 for anything else (许可申请, 低保申请) is another matter."""

_PART = re.compile(
    r"其中|按[期时]|延期|逾期|超期|当[场面]|网[上络]|书面|口头|电子|信函|邮[件箱寄]|传真|窗口|现场|协助|配合|转[办送交]"
    r"|通过|由|因|针对|上级|涉及|部分|另有|剩余|尚有|正在|结转|顺延|同比|增|减"
)
"""Words that make a count one of a part, or one of another organ's."""

_CLAUSE_END = re.compile(r"[，,：:、（(。；;]")
_NEAR = 10
"""How far behind a count its matter may stand (收到 8 件政府信息公开申请)."""

_NOTHING = re.compile(r"[了共计合总完毕成、，,\s]*")


def counts_all_applications(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether a count (groups `mid` before it, `n`) is one of all the organ's applications for information.

    The matter is what the clause names, before the count or right behind it; a clause that names none (办结 8 件)
    carries on the matter of the count before it.
    """
    text = sentence.text
    clause = _CLAUSE_END.split(text[: match.start()])[-1]
    if "其中" in text[: match.start()] or _PART.search(clause + match["mid"]):
        return False
    within = _is_own(text[match.start() : match.start("n")])
    if within is None:
        within = _is_own(_CLAUSE_END.split(text[match.end() : match.end() + _NEAR])[0])
    if within is None and _NOTHING.fullmatch(match["mid"]):
        return _carries_on(sentence.context + text[: match.start()])
    return bool(within)


def _is_own(text: str) -> bool | None:
    """Whether the matter named last is applications for information; None where none is named."""
    named = list(_TOPIC.finditer(text))
    return bool(named[-1]["own"]) if named else None


def _carries_on(before: str) -> bool:
    """Whether the last clause with a count, or all that was said where there is none, speaks of applications."""
    counted = list(counts(before))
    if not counted:
        return bool(_is_own(before))
    last = counted[-1]
    start = len(_CLAUSE_END.split(before[: last.start])[-1])
    clause = before[last.start - start :]
    return bool(_is_own(_CLAUSE_END.split(clause)[0]))
