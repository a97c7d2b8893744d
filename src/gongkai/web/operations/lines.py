"""Each line of the site's state: its value, its colour, and what to do where it is not green."""

import platform
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from gongkai.web.audit import readonly
from gongkai.web.calendar.queries import national
from gongkai.web.files.scanning import answering
from gongkai.web.operations import keys, places, schema, sqlite
from gongkai.web.operations.commit import commit
from gongkai.web.operations.manifest import program_version
from gongkai.web.operations.models import LastDone, Work, last
from gongkai.web.operations.queue import queue
from gongkai.web.operations.worker import BEAT
from gongkai.web.ui.clock import today
from gongkai.web.ui.marks import Mark, Tone
from gongkai.web.vault.ring import ring

_DAY = timedelta(days=1)
_WORDS = {Tone.GREEN: "正常", Tone.AMBER: "注意", Tone.RED: "要处理", Tone.PLAIN: "说明"}
_NOVEMBER = 11


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `what_to_do` is empty where nothing is to be done."""

    label: str
    value: str
    tone: Tone = Tone.GREEN
    what_to_do: str = ""

    @property
    def mark(self) -> Mark:
        """The colour with its word."""
        return Mark(_WORDS[self.tone], self.tone)


def version() -> Line:
    built = f"，源码 {commit()[:12]}" if commit() else ""
    python = f"Python {platform.python_version()}"
    debug = "" if not settings.DEBUG else "正式使用时请去掉 GONGKAI_DEBUG。"
    return Line("版本", f"公开 {program_version()}{built}，{python}", Tone.AMBER if debug else Tone.GREEN, debug)


def data_keys() -> Line:
    if not keys.are_ours():
        return Line("数据密钥", "不一致", Tone.RED, keys.LOST)
    older = len(ring().keys) - 1
    if not older:
        return Line("数据密钥", "与数据库一致")
    what = "请运行 gongkai keys reseal 重新加密，再用 gongkai keys retire 退役旧密钥。"
    return Line("数据密钥", f"与数据库一致；另有 {older} 把旧密钥没有退役", Tone.AMBER, what)


def read_only() -> Line:
    found = readonly.state()
    if found is None:
        return Line("办理", "可以办理")
    since = f"自 {timezone.localtime(found.since_moment):%Y-%m-%d %H:%M} 起" if found.since_moment else ""
    return Line(
        "办理",
        f"{since}只能查看：{found.why or '没有说明'}",
        Tone.AMBER,
        "维护完成以后，在本机运行 gongkai readonly off。",
    )


def mail() -> Line:
    if settings.EMAIL_BACKEND.endswith("console.EmailBackend"):
        return Line("邮件", "只打印在终端上，不会发出", Tone.AMBER, "要给工作人员发提醒邮件，请设置 GONGKAI_MAIL_URL。")
    return Line("邮件", f"由 {settings.EMAIL_HOST}:{settings.EMAIL_PORT} 发出")


def calendar() -> Line:
    """Next year's holidays are announced in the last weeks of this one; until then its days are provisional."""
    years = sorted(national().announced)
    known = f"{years[0]}–{years[-1]} 年的放假安排"
    now = today()
    missing = [year for year in (now.year, now.year + 1) if year not in years]
    if now.year in missing:
        what = f"缺 {now.year} 年：期限只按周末推算。请录入国务院办公厅的通知。"
        return Line("日历", known, Tone.RED, what)
    if missing and now.month >= _NOVEMBER:
        what = f"{now.year + 1} 年的通知一般在 11 月前后发布，跨年的期限现在是暂定的。发布后请录入。"
        return Line("日历", known, Tone.AMBER, what)
    return Line("日历", known)


def database() -> Line:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT current_setting('server_version'), pg_database_size(current_database())")
        else:
            cursor.execute("SELECT sqlite_version(), page_count * page_size FROM pragma_page_count, pragma_page_size")
        number, size = cursor.fetchone()
    return Line("数据库", f"{connection.display_name} {number.split()[0]}，{filesizeformat(size)}")


def migrations() -> Line:
    pending = schema.pending()
    if not pending:
        return Line("数据库结构", "与程序一致")
    what = "请重新启动 gongkai serve，它会先升级数据库结构。"
    return Line("数据库结构", f"有 {len(pending)} 步没有升级", Tone.RED, what)


def storage() -> Line:
    """How much is kept, and how much room is left where it lies."""
    sizes = [path.stat().st_size for place in places.on_disk() for _, path in place.files()]
    room = _tightest()
    free, total = shutil.disk_usage(room).free, shutil.disk_usage(room).total
    value = f"{len(sizes)} 个文件，{filesizeformat(sum(sizes))}；磁盘剩余 {filesizeformat(free)}"
    if free < settings.SPACE_WANTED / 10:
        return Line("存储", value, Tone.RED, "空间将满，满了就不能办理。请立即清理或者扩大磁盘。")
    if free < settings.SPACE_WANTED or free < total / 20:
        return Line("存储", value, Tone.AMBER, "剩余空间不多。请清理旧的备份，或者扩大磁盘。")
    return Line("存储", value)


def _tightest() -> Path:
    """Of all places that are written to, the one with the least room."""
    written = [Path(settings.HOME), *(place.directory for place in places.on_disk())]
    written += [sqlite.live().parent] if connection.vendor == "sqlite" else []
    return min((path for path in written if path.exists()), key=lambda path: shutil.disk_usage(path).free)


def scanner() -> Line:
    if not settings.CLAMAV:
        what = "上传的文件只核对类型和内容结构。要查病毒，请安装 ClamAV，并设置 GONGKAI_CLAMAV。"
        return Line("病毒扫描", "没有设置", Tone.AMBER, what)
    engine = answering()
    if engine is None:
        what = "杀毒服务没有回应。请检查 clamd 和 GONGKAI_CLAMAV。"
        return Line("病毒扫描", "没有回应", Tone.RED, what)
    return Line("病毒扫描", engine)


def waiting() -> Line:
    found = queue()
    value = f"等待 {found.waiting} 项，正在办 {found.running} 项"
    if found.oldest is None:
        return Line("队列", value)
    age = timezone.now() - found.oldest
    value += f"，最早的已等 {_span(age)}"
    if age > timedelta(minutes=10):
        what = "后台事务积压。请确认 gongkai worker 在运行，并查看下面的失败事务。"
        return Line("队列", value, Tone.RED if age > _DAY / 24 else Tone.AMBER, what)
    return Line("队列", value)


def failures() -> Line:
    count = queue().failed
    if not count:
        return Line("失败的事务", "没有")
    return Line("失败的事务", f"{count} 项", Tone.RED, "请查看下面的原因；排除以后放回队列。")


def worker() -> Line:
    seen = last(Work.WORKER)
    if seen is None:
        return Line("后台进程", "从没有运行过", Tone.RED, "请运行 gongkai worker；gongkai serve 会自己带上一个。")
    age = timezone.now() - seen.at
    value = f"{_span(age)}前还在（{seen.facts.get('machine', '')}）"
    if age > BEAT * 4 and readonly.state() is None:
        what = "后台进程停了：通知、索引等不会办理。请重新启动 gongkai worker 或者 gongkai serve。"
        return Line("后台进程", value, Tone.RED, what)
    return Line("后台进程", value)


def backup() -> Line:
    done, what = last(Work.BACKUP), "请每天运行 gongkai backup，并把文件存到另一台机器。"
    if done is None:
        return Line("备份", "还没有做过", Tone.RED, what)
    facts = done.facts
    value = f"{_moment(done.at)}，{facts['name']}，{filesizeformat(facts['size'])}，写后重新读过，摘要都对"
    value += "，已加密" if facts.get("sealed") else "，没有加密"
    return _aged("备份", value, done, what)


def verified() -> Line:
    return _proven("记录核对", last(Work.VERIFY), "请每天夜间运行 gongkai verify。", "")


def verified_files() -> Line:
    done = last(Work.VERIFY_FILES)
    count = f"，{done.facts.get('files', 0)} 个文件" if done else ""
    return _proven("文件核对", done, "请每天夜间运行 gongkai verify --files。", count)


def _proven(label: str, done: LastDone | None, what: str, how_much: str) -> Line:
    if done is None:
        return Line(label, "还没有核对过", Tone.AMBER, what)
    if not done.is_good:
        return Line(label, f"{_moment(done.at)}，不通过", Tone.RED, f"第一处问题：{done.facts.get('first', '')}")
    return _aged(label, f"{_moment(done.at)}，通过{how_much}", done, what)


def tidied() -> Line:
    """The worker's own; where it stands still, its line says so."""
    done = last(Work.NIGHT)
    if done is None:
        return Line("每夜清理", "还没有过第一夜")
    what = "后台进程每天凌晨三点以后清理一次。请看后台进程和失败的事务。"
    return _aged("每夜清理", f"{_moment(done.at)}，清除无主文件 {done.facts.get('swept', 0)} 个", done, what)


def _aged(label: str, value: str, done: LastDone, what: str) -> Line:
    """Green for a day and a half, amber for a week, then red."""
    age = timezone.now() - done.at
    if age < _DAY * 1.5:
        return Line(label, value)
    return Line(label, value, Tone.AMBER if age < _DAY * 7 else Tone.RED, f"已经过了 {_span(age)}。{what}")


def _moment(at: datetime) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"


def _span(age: timedelta) -> str:
    seconds = max(0, int(age.total_seconds()))
    for length, unit in ((86400, "天"), (3600, "小时"), (60, "分钟")):
        if seconds >= length:
            return f"{seconds // length} {unit}"
    return f"{seconds} 秒"
