"""The year's total on the platform against the counts of its channels, named elsewhere in section 1.

「平台主动公开信息 2166 条」 beside 「网站 556 条」「微信 373 条」「微博 1237 条」: nobody is bound to make the total
equal to the channels, for a paper may be published on several or on none of them. So a total that is a sum of
channels passes, one that nearly is the sum of all of them is a warning, and any other says nothing.
"""

import re
from collections.abc import Iterator
from itertools import combinations

from gongkai.annual_report.checks.evidence import Evidence, finding
from gongkai.annual_report.checks.narrative.counts import Count, counts
from gongkai.annual_report.finding import Finding

_CHANNEL = re.compile(
    r"网站|网页|门户|微信|公众号|微博|抖音|头条|客户端|视频号|订阅号|公示栏|公开栏|公告栏|公报|电子屏|新媒体"
)
_TOTAL = re.compile(r"平台|渠道|途径|累计|总计|合计|共计?|全年")
_PUBLISHED = re.compile(r"公开|发布|推送|更新|刊发|刊登")
_OTHER_MATTER = re.compile(r"申请|留言|来信|复议|诉讼|浏览|访问|关注|阅读|回复|答复|办理|办结|收到")
_BREAK = re.compile(r"[，,。；;：:\n、]")
_STOP = re.compile(r"[。\n]")
_PARTS = re.compile(r"其中|包括|包含|分别")
_REACH = 80
"""A clause or sentence is looked at no further than this."""

_TEXTS = "条篇则件"
_MOST = 8
"""More channels than this are not added up: too many of their sums would fit any total."""

_FEWEST_DIGITS = 3
"""Below this, two figures are alike by chance."""

_NEAR = 0.05
"""Within this share of the sum, a total was hardly counted on its own."""


def total_is_sum_of_channels(evidence: Evidence) -> Iterator[Finding]:
    """A warning for each total that misses the sum of all channels narrowly."""
    text = evidence.text(1)
    channels, totals = _figures(text)
    if not 1 < len(channels) <= _MOST:
        return
    added = sum(channels)
    for total in totals:
        if not _is_a_sum(total, channels) and (_is_near(total, added) or _is_a_slip(total, added)):
            message = (
                f"正文写平台公开信息 {total} 条，而正文所列各渠道之和是 "
                f"{'+'.join(map(str, channels))}={added}，相差 {abs(total - added)}；请核对是否笔误或者漏写了渠道。"
            )
            yield finding("total_is_sum_of_channels", "section.1", message, expected=added, found=total)


def _figures(text: str) -> tuple[list[int], list[int]]:
    """The count of each channel, and the totals that name none."""
    channels, totals = [], []
    found = [count for count in counts(text) if count.exact and count.unit in _TEXTS]
    for count in found:
        clause = _around(text, count, _BREAK)
        if _OTHER_MATTER.search(clause) or not _PUBLISHED.search(clause) or _PARTS.search(_before(text, count, _STOP)):
            continue
        if _CHANNEL.search(clause):
            channels.append(count.value)
        elif _TOTAL.search(clause) and not _PARTS.search(_around(text, count, _STOP)):
            totals.append(count.value)
    return channels, totals


def _before(text: str, count: Count, stop: re.Pattern[str]) -> str:
    """What stands before the count, back to the last stop."""
    return stop.split(text[max(count.start - _REACH, 0) : count.start])[-1]


def _around(text: str, count: Count, stop: re.Pattern[str]) -> str:
    behind = stop.split(text[count.end : count.end + _REACH], maxsplit=1)[0]
    return _before(text, count, stop) + text[count.start : count.end] + behind


def _is_a_sum(total: int, channels: list[int]) -> bool:
    sizes = range(1, len(channels) + 1)
    return any(total == sum(chosen) for size in sizes for chosen in combinations(channels, size))


def _is_near(one: int, other: int) -> bool:
    return len(str(other)) >= _FEWEST_DIGITS and abs(one - other) <= other * _NEAR


def _is_a_slip(one: int, other: int) -> bool:
    """Whether two figures of equal length differ in one digit, or in two neighbours that changed places."""
    first, second = str(one), str(other)
    if len(first) != len(second) or len(first) < _FEWEST_DIGITS:
        return False
    differing = [index for index, digits in enumerate(zip(first, second, strict=True)) if digits[0] != digits[1]]
    if len(differing) == 2:
        left, right = differing
        return right == left + 1 and first[left : right + 1] == second[left : right + 1][::-1]
    return len(differing) == 1
