"""The keys of personal data: whether they are those of this database, and how one takes the place of another.

A home that lost its keys gets new ones in silence; nothing must be sealed with them, for the old words could then never
be read together with the new. So known words are sealed at the first start, and asked at every other.

A key is changed in four steps, in docs/how-to/run-in-production.md: new, start again, reseal, retire.
"""

from collections import Counter
from collections.abc import Callable, Iterator

from gongkai.web.files.resealing import keys_of_files, reseal_files
from gongkai.web.operations.alone import FILES, alone
from gongkai.web.operations.errors import CannotOperate
from gongkai.web.operations.models import KeyWitness, Work, note
from gongkai.web.vault import CannotUnseal, seal_text, unseal_text
from gongkai.web.vault.resealing import keys_in, reseal_column, sealed_columns
from gongkai.web.vault.ring import Key, ring
from gongkai.web.vault.sealed import key_id_of, sealed_bytes

_CONTEXT = "operations.keywitness.sealed"
_WORDS = "gongkai"
LOST = (
    "数据密钥和这个数据库不是一套，已有的个人信息打不开。"
    "请把原来的密钥文件 data_keys 放回数据目录，或者写进 GONGKAI_DATA_KEYS；新密钥可以加在前面，旧的不能去掉。"
)
_NOT_STARTED = (
    "网站还没有用第一把密钥启动过：正在运行的进程打不开用它加密的内容。没有改动任何内容。"
    "请先重新启动网站和后台进程（gongkai serve、gongkai worker），再运行这个命令。"
)
_BUSY = "正在备份或者已经在换密钥，现在不能换。请等它结束。"
_SHOWN = 5


def are_ours() -> bool:
    """Whether what was sealed at the first start can be unsealed. The first start seals it."""
    try:
        return unseal_text(_witness().sealed, _CONTEXT) == _WORDS
    except CannotUnseal:
        return False


def prove() -> None:
    """At every start of the site. A new key in front is from now on the one that every process must know: whoever
    starts without it is refused. Raises CannotOperate."""
    if not are_ours():
        raise CannotOperate(LOST)
    if not _is_started():
        KeyWitness.objects.update(sealed=seal_text(_WORDS, _CONTEXT))


def _witness() -> KeyWitness:
    return KeyWitness.objects.get_or_create(pk=1, defaults={"sealed": seal_text(_WORDS, _CONTEXT)})[0]


def _is_started() -> bool:
    """The site was started with the key that is now the first."""
    return key_id_of(sealed_bytes(_witness().sealed)) == ring().first.id


def sealed_by_key() -> Counter[bytes]:
    """How much each key sealed: values in columns, files, the witness. Reads all of them."""
    found = sum((keys_in(column) for column in sealed_columns()), Counter[bytes]())
    return found + keys_of_files() + Counter([key_id_of(sealed_bytes(_witness().sealed))])


def reseal(say: Callable[[str], None]) -> int:
    """Bring everything under the first key, while the site runs; how much was sealed anew. Run again where it was
    stopped. Raises CannotOperate where something cannot be opened; all else is done then."""
    if not are_ours():
        raise CannotOperate(LOST)
    if not _is_started():
        raise CannotOperate(_NOT_STARTED)
    with alone(FILES, _BUSY):
        done, broken = _resealed(say)
    note(Work.RESEAL, is_good=not broken, done=done, broken=len(broken))
    if broken:
        named = "；".join(broken[:_SHOWN])
        raise CannotOperate(f"重新加密了 {done} 项，有 {len(broken)} 项打不开，没有改动它们：{named}")
    return done


def _resealed(say: Callable[[str], None]) -> tuple[int, list[str]]:
    done, broken = 0, list[str]()
    for what, results in _parts():
        count = 0
        for result in results:
            if isinstance(result, int):
                count += result
            else:
                broken.append(" ".join(result) if isinstance(result, tuple) else str(result))
        done += count
        if count:
            say(f"{what}：{count} 项")
    return done, broken


def _parts() -> Iterator[tuple[str, Iterator[object]]]:
    for column in sealed_columns():
        yield f"{column.model._meta.verbose_name} · {column.verbose_name}", reseal_column(column)  # noqa: SLF001
    yield "存放的文件", reseal_files()


def retire(name: str) -> Key:
    """The key of that name, which seals nothing any more. Raises CannotOperate."""
    key = next((key for key in ring().keys if key.id.hex() == name), None)
    if key is None:
        raise CannotOperate(f"没有编号为 {name} 的密钥。请用 gongkai keys show 查看。")
    if key == ring().first:
        raise CannotOperate(f"密钥 {name} 正在使用，不能退役。请先用 gongkai keys new 换上新的。")
    left = sealed_by_key()[key.id]
    if left:
        raise CannotOperate(
            f"还有 {left} 项内容是用密钥 {name} 加密的，没有退役。请先运行 gongkai keys reseal；"
            "剩下的如果是没有提交的表单带来的文件，它们过两天会清除，那时再退役。"
        )
    return key
