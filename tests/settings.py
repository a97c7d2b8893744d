"""The site's own settings, over a home that is thrown away. Tests never touch var/."""

import os
import tempfile
from pathlib import Path

# The directory object lives as long as the process, and takes the directory with it.
_throwaway = tempfile.TemporaryDirectory(prefix="gongkai-tests-")
os.environ["GONGKAI_HOME"] = _throwaway.name

from gongkai.web.config.settings import *  # noqa: E402, F403
from gongkai.web.config.settings import INSTALLED_APPS, STORAGES  # noqa: E402

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT = Path(_throwaway.name) / "static"
STATIC_ROOT.mkdir(exist_ok=True)

# Quick, because nobody guards these passwords.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Kinds of thing that only tests have, so that the office and the vault are tried by themselves.
INSTALLED_APPS = [*INSTALLED_APPS, "tests.web.office.casework", "tests.web.vault.letterbox"]
