"""What the environment says, as values. A word that is not understood stops the start with a plain sentence."""

import os
from collections.abc import Callable, Sequence
from datetime import date, time
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

from gongkai.web.vault.errors import BadKey
from gongkai.web.vault.ring import new_key, parse_keys

_FEW = 10
_SHORTEST_SECRET = 16
_SHORTEST_KEY = 32
_YES, _NO = frozenset({"1", "true", "yes", "on"}), frozenset({"", "0", "false", "no", "off"})


def home() -> Path:
    """Where the database, files and keys live: GONGKAI_HOME, or var/ in the working directory. Made where missing, for
    its owner alone: what lies in it (the database) is readable by whoever gets in."""
    path = Path(os.environ.get("GONGKAI_HOME") or "var").resolve()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"建不成数据目录 {path}。请用 GONGKAI_HOME 指定一个能写的目录。") from error
    return path


def switch(name: str) -> bool:
    """A setting that is on or off; off where it is not set."""
    word = os.environ.get(name, "").strip().lower()
    if word in _YES or word in _NO:
        return word in _YES
    raise ImproperlyConfigured(f"{name} 只能写 1 或 0，现在写的是“{word}”。")


_LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]", "testserver"})


def refuse_debug(is_on: bool, *, https: bool, hosts: list[str]) -> None:
    """A page of an error then shows settings and data: for the machine of a developer alone."""
    if is_on and (https or not _LOOPBACK.issuperset(hosts)):
        raise ImproperlyConfigured(
            "GONGKAI_DEBUG 会在出错的页面上显示设置和数据，不能和 GONGKAI_HTTPS 或者对外的 GONGKAI_ALLOWED_HOSTS "
            "一起用。正式使用请去掉这个设置。"
        )


def rehearsal(name: str, hosts: Sequence[str]) -> date | Path | None:
    """The day that a rehearsal holds, or a file in which it stands; None where nothing is rehearsed. A site that is
    reached under any other name than this machine's own has the true day: what is recorded there is no rehearsal."""
    word = os.environ.get(name, "").strip()
    if not word:
        return None
    if not _LOOPBACK.issuperset(hosts):
        raise ImproperlyConfigured(
            f"{name} 只供在本机演练时设定日期，而 GONGKAI_ALLOWED_HOSTS 里有别人能访问的名称。"
            f"请去掉 {name}：正式办理用真实日期。"
        )
    file = Path(word)
    try:
        date.fromisoformat(file.read_text("ascii").strip() if file.is_file() else word)
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{name} 要写成 2025-02-17 这样的日期，或者一个文件的路径，文件里只写这样一个日期；现在写的是“{word}”。"
        ) from error
    return file if file.is_file() else date.fromisoformat(word)


def folders(name: str) -> tuple[Path, ...]:
    """Folders, parted as in PATH."""
    return tuple(Path(folder) for folder in os.environ.get(name, "").split(os.pathsep) if folder)


def hour(name: str, default: str) -> time:
    """A time of the day written as 08:00."""
    word = os.environ.get(name, "").strip() or default
    try:
        return time.fromisoformat(word)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} 要写成 08:00 这样的时间，现在写的是“{word}”。") from error


def number(name: str, *, default: int, least: int = 0, most: int = _FEW) -> int:
    """A whole number between two others, both included."""
    word = os.environ.get(name, "").strip()
    if not word:
        return default
    if not word.isdecimal() or not least <= int(word) <= most:
        raise ImproperlyConfigured(f"{name} 要写 {least} 到 {most} 的整数，现在写的是“{word}”。")
    return int(word)


def openid_connect() -> dict[str, Any]:
    """Where people sign in with an account from elsewhere (统一身份认证): GONGKAI_OIDC_URL with client and secret."""
    server, client, secret = (os.environ.get(f"GONGKAI_OIDC_{part}", "") for part in ("URL", "CLIENT", "SECRET"))
    if not server:
        return {}
    if not client or not secret:
        raise ImproperlyConfigured(
            "GONGKAI_OIDC_URL 之外，还要设 GONGKAI_OIDC_CLIENT 和 GONGKAI_OIDC_SECRET （见 docs/how-to/configure.md）。"
        )
    settings = {"server_url": server}
    app = {"provider_id": "oidc", "name": "统一身份认证", "client_id": client, "secret": secret, "settings": settings}
    return {"openid_connect": {"APPS": [app]}}


def mail() -> dict[str, Any]:
    """How letters leave: GONGKAI_MAIL_URL, smtp://user:password@host:587 or smtps://…; without it they are printed."""
    address = os.environ.get("GONGKAI_MAIL_URL", "").strip()
    if not address:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(address)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ImproperlyConfigured("GONGKAI_MAIL_URL 要写成 smtp://用户:密码@邮件服务器:587 或者 smtps:// 开头的地址。")
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and bool(parts.username),
        "EMAIL_TIMEOUT": 20,
    }


def cache() -> dict[str, Any]:
    """Where tries of signing in are counted, for all processes together: the database, or GONGKAI_CACHE_URL
    (redis://host:6379/0 or rediss://…), which needs the redis extra."""
    address = os.environ.get("GONGKAI_CACHE_URL", "").strip()
    if not address:
        # more than a guesser fills: where the table is full, older counts are thrown away
        options = {"MAX_ENTRIES": 100_000}
        return {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "gongkai_cache",
            "OPTIONS": options,
        }
    if urlsplit(address).scheme not in {"redis", "rediss"} or not urlsplit(address).hostname:
        raise ImproperlyConfigured("GONGKAI_CACHE_URL 要写成 redis://服务器:6379/0 或者 rediss:// 开头的地址。")
    if find_spec("redis") is None:
        raise ImproperlyConfigured("GONGKAI_CACHE_URL 要用 redis，请先安装：pip install 'gongkai[redis]'。")
    return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": address}


def hook() -> tuple[str, str]:
    """The gateway that tells applicants (GONGKAI_HOOK_URL) and the secret shared with it (GONGKAI_HOOK_SECRET)."""
    address, secret = os.environ.get("GONGKAI_HOOK_URL", "").strip(), os.environ.get("GONGKAI_HOOK_SECRET", "")
    if not address:
        return "", ""
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ImproperlyConfigured("GONGKAI_HOOK_URL 要写成 https://网关地址/路径。")
    if parts.scheme == "http" and parts.hostname not in {"localhost", "127.0.0.1", "::1"}:
        raise ImproperlyConfigured("GONGKAI_HOOK_URL 要用 https：发去的内容里有申请人的电话号码。")
    if len(secret) < _SHORTEST_SECRET:
        raise ImproperlyConfigured(f"GONGKAI_HOOK_SECRET 要设，至少 {_SHORTEST_SECRET} 个字符，网关用它核对签名。")
    return address, secret


def one_of(name: str, *choices: str) -> str:
    """One word of a closed list; the first where it is not set."""
    word = os.environ.get(name, "").strip().lower() or choices[0]
    if word not in choices:
        raise ImproperlyConfigured(f"{name} 只能写 {' 或 '.join(choices)}，现在写的是“{word}”。")
    return word


def files_storage(folder: Path) -> dict[str, Any]:
    """Where handed-in files are: GONGKAI_FILES_URL (s3://key:secret@host/bucket), or that folder."""
    address = os.environ.get("GONGKAI_FILES_URL", "").strip()
    if not address:
        return {"BACKEND": "gongkai.web.files.storage.DiskStorage", "OPTIONS": {"location": folder}}
    parts = urlsplit(address)
    bucket, _, inside = parts.path.strip("/").partition("/")
    if parts.scheme not in {"s3", "s3+http"} or not parts.hostname or not bucket:
        raise ImproperlyConfigured(
            "GONGKAI_FILES_URL 要写成 s3://访问密钥:私有密钥@服务器/存储桶 （不用 TLS 时以 s3+http:// 开头），"
            "并安装 s3 组件。"
        )
    port = f":{parts.port}" if parts.port else ""
    options = {
        "access_key": unquote(parts.username or ""),
        "secret_key": unquote(parts.password or ""),
        "endpoint_url": f"{'http' if parts.scheme == 's3+http' else 'https'}://{parts.hostname}{port}",
        "bucket_name": bucket,
        "location": inside,
        "region_name": parse_qs(parts.query).get("region", ["us-east-1"])[0],
        "addressing_style": "path",
        "default_acl": "private",
        "querystring_auth": True,
        "file_overwrite": False,
        "max_memory_size": 8 * 1024 * 1024,
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


def words(name: str, default: str) -> list[str]:
    """A list parted by commas."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def secret_key(kept_in: Path) -> str:
    """GONGKAI_SECRET_KEY, or the key kept in that directory: made on the first start, readable by its owner alone.

    Two processes that start at once end with the same key: it appears complete or not at all.
    """
    key = os.environ.get("GONGKAI_SECRET_KEY") or _kept(kept_in / "secret_key", get_random_secret_key)
    if len(key) < _SHORTEST_KEY:
        raise ImproperlyConfigured(
            f"签名密钥太短：GONGKAI_SECRET_KEY（或者数据目录里的 secret_key）至少要有 {_SHORTEST_KEY} 个字符。"
            "请用 openssl rand -base64 48 生成一个；去掉这个设置，本程序会自己生成。"
        )
    return key


def data_keys(kept_in: Path) -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
    """The keys that seal personal data, the one in use first, and what is left of retired ones: GONGKAI_DATA_KEYS, or
    the file data_keys, one a line."""
    given = words("GONGKAI_DATA_KEYS", "") or _kept(kept_in / "data_keys", new_key).split()
    try:
        return parse_keys(given)
    except BadKey as error:
        raise ImproperlyConfigured(str(error)) from error


def _kept(path: Path, make: Callable[[], str]) -> str:
    if not path.exists():
        _make_key(path, make())
    return path.read_text("utf-8").strip()


def _make_key(path: Path, key: str) -> None:
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
        file.write(key)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # another process was quicker; its key is the one
    finally:
        draft.unlink()
