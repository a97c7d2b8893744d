"""The three lower floors run where Django is not installed."""

import pkgutil
import subprocess
import sys

import gongkai

_BLOCKED = """
import importlib, pkgutil, sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"django", "treebeard", "whitenoise", "granian", "dj_database_url"}:
            raise ImportError(f"{name} was asked for")
sys.meta_path.insert(0, Blocked())
import gongkai.regulation, gongkai.annual_report, gongkai.papers, gongkai.cli
names = []
for package in (gongkai.regulation, gongkai.annual_report, gongkai.papers):
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        importlib.import_module(module.name)
        names.append(module.name)
print(len(names))
try:
    import gongkai.web.config.settings
except ImportError as error:
    print(error)
"""


def test_it_imports_every_module_of_the_core_where_django_is_not() -> None:
    done = subprocess.run([sys.executable, "-c", _BLOCKED], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    count, blocked = done.stdout.splitlines()
    assert int(count) >= 20
    assert "was asked for" in blocked  # the block itself works


def test_it_opens_the_help_without_django() -> None:
    code = "import sys; from gongkai.cli import main; main(['--help'], standalone_mode=False); "
    code += "sys.exit('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_it_has_a_package_for_every_folder() -> None:
    found = {module.name for module in pkgutil.iter_modules(gongkai.__path__)}
    assert found == {"regulation", "annual_report", "papers", "web", "cli"}
