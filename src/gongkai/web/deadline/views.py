"""The page of the calculator: question and answer on one page, without sign-in, cookie or script."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.regulation.errors import RegulationError
from gongkai.regulation.procedure import standing
from gongkai.regulation.receipt import RECEIPT_RULES
from gongkai.web.calendar.queries import national
from gongkai.web.deadline.happenings import grouped
from gongkai.web.deadline.question import Question, policy_choices, read
from gongkai.web.deadline.shown import shown
from gongkai.web.ui.clock import today


@require_safe
def deadline(request: HttpRequest) -> HttpResponse:
    question = read(request.GET.dict())
    context: dict[str, Any] = {
        "question": question,
        "channels": [(channel.value, rule.label) for channel, rule in RECEIPT_RULES.items()],
        "groups": grouped(),
        "policies": list(policy_choices(question.policies)),
    }
    status = 200
    if question.can_be_answered:
        context |= _answer(question)
    if question.wrong or question.has_wrong_rows or "refusal" in context:
        status = 422
    return render(request, "deadline/deadline.html", context, status=status)


def _answer(question: Question) -> Mapping[str, Any]:
    """What the regulation says, or its refusal."""
    on = question.today or max(today(), *(event.on for event in question.events))
    try:
        found = standing(question.events, calendar=national(), on=on, policies=question.policies)
        return {"answer": shown(found, national()), "answered_on": on}
    except RegulationError as refusal:
        return {"refusal": str(refusal)}
