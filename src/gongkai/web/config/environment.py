"""What the environment says, as values. A word that is not understood stops the start with a plain sentence."""

import os
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

_YES, _NO = frozenset({"1", "true", "yes", "on"}), frozenset({"", "0", "false", "no", "off"})


def home() -> Path:
    """Where the database, files and keys live: GONGKAI_HOME, or var/ in the working directory. Made where missing."""
    path = Path(os.environ.get("GONGKAI_HOME") or "var").resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"建不成数据目录 {path}。请用 GONGKAI_HOME 指定一个能写的目录。") from error
    return path


def switch(name: str) -> bool:
    """A setting that is on or off; off where it is not set."""
    word = os.environ.get(name, "").strip().lower()
    if word in _YES or word in _NO:
        return word in _YES
    raise ImproperlyConfigured(f"{name} 只能写 1 或 0，现在写的是“{word}”。")


def day(name: str) -> date | None:
    """A day written as 2025-02-17; None where it is not set."""
    word = os.environ.get(name, "").strip()
    try:
        return date.fromisoformat(word) if word else None
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} 要写成 2025-02-17 这样的日期，现在写的是“{word}”。") from error


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


def words(name: str, default: str) -> list[str]:
    """A list parted by commas."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def secret_key(kept_in: Path) -> str:
    """GONGKAI_SECRET_KEY, or the key kept in that directory: made on the first start, readable by its owner alone.

    Two processes that start at once end with the same key: it appears complete or not at all.
    """
    given = os.environ.get("GONGKAI_SECRET_KEY")
    if given:
        return given
    path = kept_in / "secret_key"
    if not path.exists():
        _make_key(path)
    return path.read_text("utf-8").strip()


def _make_key(path: Path) -> None:
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
        file.write(get_random_secret_key())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # another process was quicker; its key is the one
    finally:
        draft.unlink()
