"""Drafts: found by a code in a cookie that no script can read, kept sealed, gone after two weeks."""

import secrets
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from gongkai.web.apply.form.fields import APPLICANT_FORMS
from gongkai.web.apply.form.whole import WholeForm
from gongkai.web.apply.models import Draft
from gongkai.web.organs.models import Organ
from gongkai.web.vault import digest_for_lookup, digests_for_lookup

COOKIE = "gongkai_draft"
PATH = "/apply/"
KEPT_DAYS = 14
RECEIPT_SHOWN = timedelta(minutes=30)
_CONTEXT = "apply.draft"


def begin(organ: Organ, kind: str) -> str:
    """A new draft: the code by which it is found again. Raises KeyError for a kind of form that there is not."""
    APPLICANT_FORMS[kind]
    sweep()
    code, now = secrets.token_urlsafe(32), timezone.now()
    digest = digest_for_lookup(code, _CONTEXT)
    content = {"kind": kind, "words": {"items": "1"}, "tokens": []}
    Draft.objects.create(resume_digest=digest, organ=organ, content=content, begun_at=now, changed_at=now)
    return code


def of_visitor(request: HttpRequest) -> Draft | None:
    """The draft of this browser, where it has one that is not too old."""
    code = request.COOKIES.get(COOKIE, "")
    if not code:
        return None
    since = timezone.now() - timedelta(days=KEPT_DAYS)
    drafts = Draft.objects.select_related("organ").filter(changed_at__gte=since)
    return drafts.filter(resume_digest__in=digests_for_lookup(code, _CONTEXT)).first()


def remember(response: HttpResponse, code: str, *, is_secure: bool) -> None:
    """Let the browser keep the code, for these pages alone."""
    response.set_cookie(
        COOKIE, code, max_age=KEPT_DAYS * 24 * 3600, path=PATH, httponly=True, samesite="Lax", secure=is_secure
    )


def form_of(draft: Draft, *, is_asked: bool = False) -> WholeForm:
    """The form as it was last kept."""
    kept = draft.content
    return WholeForm(kept["kind"], kept["words"], owner=str(draft.key), tokens=kept["tokens"], is_asked=is_asked)


def keep(draft: Draft, words: dict[str, str], tokens: list[str]) -> None:
    """Keep what was filled in so far, right or wrong."""
    draft.content = {"kind": draft.content["kind"], "words": words, "tokens": tokens}
    draft.changed_at = timezone.now()
    draft.save(update_fields=["content", "changed_at"])


def submitted(draft: Draft, receipt: dict[str, Any]) -> None:
    """It has become an application: what was filled in is kept there, and the receipt is shown for a while."""
    draft.content, draft.receipt = {"kind": draft.content["kind"], "words": {}, "tokens": []}, receipt
    draft.submitted_at = draft.changed_at = timezone.now()
    draft.save(update_fields=["content", "receipt", "submitted_at", "changed_at"])


def receipt_of(draft: Draft) -> dict[str, Any] | None:
    """Number and code, while they are still shown."""
    if draft.submitted_at is None or timezone.now() - draft.submitted_at > RECEIPT_SHOWN:
        return None
    return draft.receipt


def forget_receipt(draft: Draft) -> None:
    """He has written it down: nothing here knows the code any more."""
    draft.receipt = None
    draft.save(update_fields=["receipt"])


def sweep() -> int:
    """Delete drafts that are too old, and the receipts that nobody is shown any more: how many drafts."""
    now = timezone.now()
    Draft.objects.filter(submitted_at__lt=now - RECEIPT_SHOWN, receipt__isnull=False).update(receipt=None)
    return Draft.objects.filter(changed_at__lt=now - timedelta(days=KEPT_DAYS)).delete()[0]
