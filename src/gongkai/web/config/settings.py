"""All settings, read from the environment once, with safe defaults (docs/how-to/configure.md)."""

INSTALLED_APPS: list[str] = []
SECRET_KEY = "replaced when the portal is built"  # noqa: S105
USE_TZ = True
