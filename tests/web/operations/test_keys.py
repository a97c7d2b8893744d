"""A home that lost its keys is found out before anything is sealed with new ones."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from gongkai.web.operations import keys
from gongkai.web.operations.lines import data_keys
from gongkai.web.ui.marks import Tone
from tests.cli.test_serve import env_with, free_port

pytestmark = pytest.mark.django_db
FIRST_START = """
import django
django.setup()
from django.core.management import call_command
from gongkai.web.config.setup import prepare
prepare()
call_command("prove_keys")
"""


def test_the_keys_of_the_first_start_are_ours(settings) -> None:
    assert keys.are_ours()
    assert data_keys().tone is Tone.GREEN
    settings.DATA_KEYS = (os.urandom(32), *settings.DATA_KEYS)
    assert keys.are_ours()
    assert "另有 1 把旧密钥" in data_keys().value


def test_other_keys_are_refused_and_nothing_is_sealed_with_them(settings) -> None:
    assert keys.are_ours()
    settings.DATA_KEYS = (os.urandom(32),)
    with pytest.raises(CommandError, match="请把原来的密钥文件 data_keys 放回数据目录"):
        call_command("prove_keys")
    assert data_keys().tone is Tone.RED


def test_a_site_whose_keys_are_gone_does_not_start(tmp_path: Path) -> None:
    env = {**env_with(tmp_path), "DJANGO_SETTINGS_MODULE": "gongkai.web.config.settings"}
    gongkai = Path(sys.executable).with_name("gongkai")
    subprocess.run([sys.executable, "-c", FIRST_START], env=env, check=True)
    next(tmp_path.rglob("data_keys")).unlink()
    started = subprocess.run(
        [gongkai, "serve", "--port", str(free_port())], env=env, capture_output=True, text=True, timeout=60, check=False
    )
    assert started.returncode == 2
    assert "数据密钥和这个数据库不是一套" in started.stderr
