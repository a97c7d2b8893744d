"""Whether the keys of personal data are those of this database. A home that lost its keys gets new ones in silence;
nothing must be sealed with them, for the old words could then never be read together with the new.
"""

from gongkai.web.operations.models import KeyWitness
from gongkai.web.vault import CannotUnseal, seal_text, unseal_text

_CONTEXT = "operations.keywitness.sealed"
_WORDS = "gongkai"
LOST = (
    "数据密钥和这个数据库不是一套，已有的个人信息打不开。"
    "请把原来的密钥文件 data_keys 放回数据目录，或者写进 GONGKAI_DATA_KEYS；新密钥可以加在前面，旧的不能去掉。"
)


def are_ours() -> bool:
    """Whether what was sealed at the first start can be unsealed. The first start seals it."""
    witness, _ = KeyWitness.objects.get_or_create(pk=1, defaults={"sealed": seal_text(_WORDS, _CONTEXT)})
    try:
        return unseal_text(witness.sealed, _CONTEXT) == _WORDS
    except CannotUnseal:
        return False
