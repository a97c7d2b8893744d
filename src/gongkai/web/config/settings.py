"""All settings, read from the environment once, with safe defaults (docs/how-to/configure.md)."""

import os

import dj_database_url

from gongkai.web.config import environment, logs

HOME = environment.home()
SECRET_KEY = environment.secret_key(HOME)
DATA_KEYS, RETIRED_DATA_KEYS = environment.data_keys(HOME)
DEBUG = environment.switch("GONGKAI_DEBUG")
HTTPS = environment.switch("GONGKAI_HTTPS")
ALLOWED_HOSTS = environment.words("GONGKAI_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
FONT_FOLDERS = environment.folders("GONGKAI_FONTS")
SITE_NAME = os.environ.get("GONGKAI_SITE_NAME", "政府信息公开")
SITE_ADDRESS = os.environ.get("GONGKAI_SITE_ADDRESS", "http://127.0.0.1:8000").rstrip("/")
TODAY = environment.rehearsal("GONGKAI_TODAY", ALLOWED_HOSTS)
environment.refuse_debug(DEBUG, https=HTTPS, hosts=ALLOWED_HOSTS)
READ_ONLY = environment.switch("GONGKAI_READ_ONLY")
DEMONSTRATION = environment.switch("GONGKAI_DEMONSTRATION")
DEMO_PASSWORD = os.environ.get("GONGKAI_DEMO_PASSWORD", "")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "treebeard",
    "gongkai.web.ui",
    "gongkai.web.organs",
    "gongkai.web.accounts",
    "gongkai.web.audit",
    "gongkai.web.files",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "gongkai.web.calendar",
    "gongkai.web.rules",
    "gongkai.web.office",
    "gongkai.web.directory",
    "gongkai.web.stationery",
    "gongkai.web.applications",
    "gongkai.web.consultations",
    "gongkai.web.housekeeping",
    "gongkai.web.reports",
    "gongkai.web.operations",
    "gongkai.web.deadline",
    "gongkai.web.apply",
    "gongkai.web.portal",
]
MIDDLEWARE = [
    "gongkai.web.ui.numbers.numbered",
    "gongkai.web.config.logs.one_line_a_request",
    "gongkai.web.config.headers.pages",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "gongkai.web.config.headers.no_zero",
    "gongkai.web.config.headers.body_limit",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "gongkai.web.accounts.middleware.standing",
    "gongkai.web.accounts.middleware.Doors",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "gongkai.web.ui.clock.one_day_a_request",
    "gongkai.web.ui.memory.one_memory_a_request",
    "gongkai.web.audit.middleware.read_only",
    "gongkai.web.audit.middleware.Refusals",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "gongkai.web.config.urls"
# Whose views are open to everybody. Any other view stands under /office/ and carries a rule (accounts/checks.py).
PUBLIC_VIEWS = (
    "gongkai.web.portal.",
    "gongkai.web.reports.public.",
    "gongkai.web.deadline.",
    "gongkai.web.apply.",
    "gongkai.web.housekeeping.public.",
    "gongkai.web.ui.",
    "gongkai.web.accounts.views",
    "allauth.",
)
WSGI_APPLICATION = "gongkai.web.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# In production Django itself puts the cached loader in front of these two.
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gongkai.web.ui.view.chosen",
                "gongkai.web.office.shell.shell",
            ]
        },
    }
]

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{HOME / 'gongkai.sqlite3'}", conn_max_age=600, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Readers do not wait for a writer, a writer waits for another, and a transaction that will write says so at once.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL;",
    }

# Counts of tries to sign in: one count for all processes and machines, which a memory of each process is not.
CACHES = {"default": environment.cache()}

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": HOME / "files"}},
    # What people hand in: outside of the web root, given out by a view that asks for permission (web.files).
    "files": environment.files_storage(HOME / "stored"),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Less free space than this is said in amber on the page of the site's state; a tenth of it in red.
SPACE_WANTED = 2 * 1024**3
STATIC_URL = "/static/"
WHITENOISE_ALLOW_ALL_ORIGINS = False
STATIC_ROOT = HOME / "static"
FILE_UPLOAD_PERMISSIONS = 0o640

# A paper that is only tried is never written anywhere: it stays in memory, and so has a limit.
PAPER_LIMIT = 8 * 1024 * 1024
BODY_LIMIT = PAPER_LIMIT + 64 * 1024
# Larger bodies are let through for views that take files (web.files.incoming), and wait on the disk without a name.
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "gongkai.web.files.incoming.SpoolHandler",
]
FILES_INCOMING = HOME / "incoming"
FILE_UPLOAD_MAX_MEMORY_SIZE = BODY_LIMIT
DATA_UPLOAD_MAX_MEMORY_SIZE = BODY_LIMIT

# ClamAV, where there is one: host:port or the path of its socket. What to do where it does not answer, and how soon.
CLAMAV = os.environ.get("GONGKAI_CLAMAV", "").strip()
CLAMAV_SILENT = environment.one_of("GONGKAI_CLAMAV_SILENT", "refuse", "accept-unscanned")
CLAMAV_SECONDS = environment.number("GONGKAI_CLAMAV_SECONDS", default=30, least=1, most=600)
# The address at which a proxy (nginx) itself gives out what lies in HOME/stored: /stored/
FILES_ACCEL = os.environ.get("GONGKAI_FILES_ACCEL", "").strip()

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["gongkai.web.accounts.signing_in.Backend"]
# The first one is used; a password that another one keeps is kept anew when its person signs in.
PASSWORD_HASHERS = [
    "gongkai.web.accounts.hashing.Argon2",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/office/"
LOGOUT_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "account_signed_out"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
ACCOUNT_ADAPTER = "gongkai.web.accounts.signing_in.Accounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "gongkai.web.accounts.forms.SignInForm",
    "reauthenticate": "gongkai.web.accounts.forms.ConfirmForm",
    "change_password": "gongkai.web.accounts.forms.ChangePasswordForm",
    "reset_password_from_key": "gongkai.web.accounts.forms.NewPasswordForm",
    "reset_password": "gongkai.web.accounts.password_reset.AskForm",
}
PASSWORD_RESET_TIMEOUT = 3600
# A whole organ may come from one address, and its people come at the same hour: what is few is wrong tries a person.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "30/m/ip,5/300s/key",
    "reset_password": "30/h/ip,3/h/key",
}
# How many of our own proxies stand in front, each adding to X-Forwarded-For: whose tries are counted.
ALLAUTH_TRUSTED_PROXY_COUNT = environment.number("GONGKAI_PROXIES", default=1 if HTTPS else 0)
SOCIALACCOUNT_ADAPTER = "gongkai.web.accounts.signing_in.OutsideAccounts"
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
MFA_REQUIRED = not environment.switch("GONGKAI_WITHOUT_SECOND_FACTOR")
MFA_ADAPTER = "gongkai.web.accounts.signing_in.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "authenticate": "gongkai.web.accounts.forms.CodeForm",
    "reauthenticate": "gongkai.web.accounts.forms.ConfirmCodeForm",
    "activate_totp": "gongkai.web.accounts.forms.StartAppForm",
    "add_webauthn": "gongkai.web.accounts.forms.AddKeyForm",
}
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = SITE_NAME
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

# 统一身份认证: where an OpenID Connect server is named, people may sign in through it.
OIDC_NAME_CLAIM = os.environ.get("GONGKAI_OIDC_NAME_CLAIM", "preferred_username")
SOCIALACCOUNT_PROVIDERS = environment.openid_connect()

# Letters tell staff that something waits, never what.
globals().update(environment.mail())
LETTERS_ARE_SENT = "EMAIL_HOST" in environment.mail()
DEFAULT_FROM_EMAIL = os.environ.get("GONGKAI_MAIL_FROM", "gongkai@localhost")
DIGEST_AT = environment.hour("GONGKAI_DIGEST_AT", "08:00")

# A gateway of the organ through which applicants are told by phone: an address, and the secret that signs (HMAC).
APPLICANT_HOOK_URL, APPLICANT_HOOK_SECRET = environment.hook()

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
# The pages of staff may run this site's own scripts: passkeys need one.
STAFF_CONTENT_SECURITY_POLICY = f"{CONTENT_SECURITY_POLICY}; script-src 'self'; connect-src 'self'"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "gongkai.web.ui.errors.form_expired"
if HTTPS:  # a proxy in front ends TLS, and itself sets this header
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = environment.switch("GONGKAI_HSTS_SUBDOMAINS")
    CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_SECURE = True

# To stderr, one line an event: no addresses, no words of anyone (config/logs.py).
LOGGING = logs.configured(environment.one_of("GONGKAI_LOG", "plain", "json"))
