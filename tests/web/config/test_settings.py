"""Settings as a process sees them that starts with nothing but its environment."""

import base64
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from gongkai.web.config import environment

_SHOW = (
    "import json; from gongkai.web.config import settings as s;"
    "print(json.dumps({k: getattr(s, k) for k in dir(s) if k.isupper()}, default=str))"
)


def start(home: Path, **given: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("GONGKAI_", "DATABASE_URL"))}
    env = {**clean, "GONGKAI_HOME": str(home), **given}
    return subprocess.run([sys.executable, "-c", _SHOW], env=env, capture_output=True, text=True, check=False)


def settings(home: Path, **given: str) -> dict:
    return json.loads(start(home, **given).stdout)


def test_it_is_safe_where_nothing_is_set(tmp_path: Path) -> None:
    found = settings(tmp_path / "new")
    assert found["DEBUG"] is False
    assert found["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert found["DATABASES"]["default"]["NAME"] == str(tmp_path / "new" / "gongkai.sqlite3")
    assert found["DATABASES"]["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert found["TIME_ZONE"] == "Asia/Shanghai"


def test_it_makes_a_secret_once_for_its_owner_alone(tmp_path: Path) -> None:
    first = settings(tmp_path)["SECRET_KEY"]
    assert len(first) >= 50
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
    assert settings(tmp_path)["SECRET_KEY"] == first
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data_keys", "secret_key"]


def test_it_makes_the_key_of_personal_data_once_for_its_owner_alone(tmp_path: Path) -> None:
    first = settings(tmp_path)["DATA_KEYS"]
    assert stat.S_IMODE((tmp_path / "data_keys").stat().st_mode) == 0o600
    assert settings(tmp_path)["DATA_KEYS"] == first


def test_it_takes_the_keys_that_are_given_and_names_the_one_that_is_none(tmp_path: Path) -> None:
    both = ",".join(base64.b64encode(letter * 32).decode() for letter in (b"a", b"b"))
    assert settings(tmp_path, GONGKAI_DATA_KEYS=both)["DATA_KEYS"] == [str(b"a" * 32), str(b"b" * 32)]
    assert not (tmp_path / "data_keys").exists()
    failed = start(tmp_path, GONGKAI_DATA_KEYS=f"{both},short")
    assert failed.returncode
    assert "GONGKAI_DATA_KEYS 的第 3 把密钥不对" in failed.stderr


def test_it_keeps_the_secret_of_the_process_that_was_quicker(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.delenv("GONGKAI_SECRET_KEY", raising=False)
    (tmp_path / "secret_key").write_text("the quicker one's" * 3)
    environment._make_key(tmp_path / "secret_key", "ours")
    assert environment.secret_key(tmp_path) == "the quicker one's" * 3


@pytest.mark.parametrize(
    ("name", "word", "sentence"),
    [
        ("GONGKAI_FILES_URL", "http://x/y", "GONGKAI_FILES_URL 要写成 s3://"),
        ("GONGKAI_FILES_URL", "s3://key:secret@host", "GONGKAI_FILES_URL 要写成 s3://"),
        ("GONGKAI_CLAMAV_SILENT", "maybe", "GONGKAI_CLAMAV_SILENT 只能写 refuse 或 accept-unscanned"),
        ("GONGKAI_CLAMAV_SECONDS", "0", "GONGKAI_CLAMAV_SECONDS 要写 1 到 600 的整数"),
    ],
)
def test_it_says_what_is_wrong_with_a_setting_of_files(name: str, word: str, sentence: str, tmp_path: Path) -> None:
    assert sentence in start(tmp_path, **{name: word}).stderr


def test_it_keeps_files_on_the_disk_or_in_the_storage_that_is_named(tmp_path: Path) -> None:
    assert settings(tmp_path)["STORAGES"]["files"]["OPTIONS"]["location"] == str(tmp_path / "stored")
    named = settings(tmp_path, GONGKAI_FILES_URL="s3://key:s%2Fecret@s3.example.gov.cn:9000/gongkai/files?region=cn")
    options = named["STORAGES"]["files"]["OPTIONS"]
    assert options["endpoint_url"] == "https://s3.example.gov.cn:9000"
    assert (options["secret_key"], options["bucket_name"], options["location"]) == ("s/ecret", "gongkai", "files")


def test_it_takes_what_the_environment_says(tmp_path: Path) -> None:
    found = settings(
        tmp_path,
        GONGKAI_SECRET_KEY="given" * 10,
        GONGKAI_ALLOWED_HOSTS="zwgk.example.gov.cn, localhost",
        GONGKAI_HTTPS="1",
        GONGKAI_SITE_NAME="青石县政府信息公开",
        DATABASE_URL="postgres://u@db/gongkai",
    )
    assert found["SECRET_KEY"] == "given" * 10
    assert found["ALLOWED_HOSTS"] == ["zwgk.example.gov.cn", "localhost"]
    assert (found["SECURE_HSTS_SECONDS"], found["SECURE_SSL_REDIRECT"], found["CSRF_COOKIE_SECURE"]) == (
        31536000,
        True,
        True,
    )
    assert found["SITE_NAME"] == "青石县政府信息公开"
    assert found["DATABASES"]["default"]["ENGINE"] == "django.db.backends.postgresql"
    assert not (tmp_path / "secret_key").exists()


def test_it_stops_with_a_sentence_at_a_word_that_it_does_not_know(tmp_path: Path) -> None:
    stopped = start(tmp_path, GONGKAI_HTTPS="maybe")
    assert stopped.returncode != 0
    assert "GONGKAI_HTTPS 只能写 1 或 0，现在写的是“maybe”" in stopped.stderr


@pytest.mark.skipif(os.geteuid() == 0 and not Path("/proc").exists(), reason="needs a place where nothing can be made")
def test_it_stops_with_a_sentence_where_its_home_cannot_be_made() -> None:
    stopped = start(Path("/proc/gongkai"))
    assert "建不成数据目录 /proc/gongkai" in stopped.stderr


def test_it_documents_every_variable_that_it_reads() -> None:
    root = Path(__file__).resolve().parents[3]
    page = (root / "docs" / "how-to" / "configure.md").read_text("utf-8")
    read = (root / "src/gongkai/web/config/settings.py").read_text() + (
        root / "src/gongkai/web/config/environment.py"
    ).read_text()
    names = {word.strip("\"',()") for word in read.replace("(", " ").replace(")", " ").split() if "GONGKAI_" in word}
    wanted = {name for name in names if name.startswith("GONGKAI_") and name.isupper()}
    assert len(wanted) >= 6
    assert {name for name in wanted if f"`{name}`" not in page} == set()


def test_it_takes_the_mail_server_from_one_address(monkeypatch) -> None:
    monkeypatch.setenv("GONGKAI_MAIL_URL", "smtp://li:p%40ss@mail.example:2525")
    taken = environment.mail()
    assert (taken["EMAIL_HOST"], taken["EMAIL_PORT"], taken["EMAIL_HOST_PASSWORD"]) == ("mail.example", 2525, "p@ss")
    assert (taken["EMAIL_USE_TLS"], taken["EMAIL_USE_SSL"]) == (True, False)
    monkeypatch.setenv("GONGKAI_MAIL_URL", "mail.example")
    with pytest.raises(ImproperlyConfigured, match="GONGKAI_MAIL_URL 要写成"):
        environment.mail()


def test_a_rehearsal_holds_a_day_or_the_day_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "day"
    file.write_text("2026-02-14\n")
    assert settings(tmp_path)["TODAY"] is None
    assert settings(tmp_path, GONGKAI_TODAY="2026-02-14")["TODAY"] == "2026-02-14"
    assert settings(tmp_path, GONGKAI_TODAY=str(file))["TODAY"] == str(file)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"GONGKAI_TODAY": "二月十四日"}, "现在写的是“二月十四日”"),
        ({"GONGKAI_TODAY": "/nowhere/day"}, "现在写的是“/nowhere/day”"),
        ({"GONGKAI_TODAY": "2026-02-14", "GONGKAI_ALLOWED_HOSTS": "localhost,xxgk.example.cn"}, "正式办理用真实日期"),
    ],
)
def test_no_other_day_on_a_site_that_others_reach(tmp_path: Path, given: dict[str, str], said: str) -> None:
    failed = start(tmp_path, **given)
    assert failed.returncode != 0
    assert said in failed.stderr
