"""Nothing that people told of themselves stands in clear in what is kept."""

import json

from django.apps import apps
from django.db import connection

from gongkai.regulation.receipt import Channel
from gongkai.web.applications import sealing
from gongkai.web.applications.acts import intake
from gongkai.web.applications.models import Particulars
from gongkai.web.applications.queries import by_code
from gongkai.web.audit.acting import CONSOLE
from tests.web.applications.cases import IDENTITY, NAME, PHONE, RECEIVED, a_submission


def test_no_table_of_the_database_holds_a_word_of_it_in_clear(application) -> None:
    for model in apps.get_models():
        if model is Particulars:
            continue
        rows = json.dumps([list(row) for row in model._base_manager.values_list()], default=str, ensure_ascii=False)
        for word in (NAME, IDENTITY, PHONE, "鉴定书"):
            assert word not in rows, f"{model.__name__}: {word}"


def test_what_lies_in_the_database_is_sealed(application) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM applications_particulars")
        (content,) = cursor.fetchone()
    assert NAME.encode() not in bytes(content)
    row = Particulars.objects.get()
    assert row.content["applicant"]["name"] == NAME
    assert sealing.is_vouched_for(row, row.digest)
    row.content["applicant"]["name"] = "别人"
    assert not sealing.is_vouched_for(row, row.digest)


def test_number_and_code_together_find_the_application(water) -> None:
    entered = intake.arrive(water, a_submission(), by=CONSOLE, on=RECEIVED, channel=Channel.IN_PERSON)
    number = entered.application.number
    assert by_code(number, entered.code) == entered.application
    assert by_code(number, entered.code.lower()) == entered.application
    assert by_code(number, "WRONG") is None
    assert by_code("qingshi-shuili-2025-00009", entered.code) is None


def test_the_digest_that_stays_cannot_be_tried_against_a_guess(water) -> None:
    """Two applications with the very same words are vouched for by different digests."""
    for _ in range(2):
        intake.arrive(water, a_submission(), by=CONSOLE, on=RECEIVED, channel=Channel.IN_PERSON)
    first, second = Particulars.objects.order_by("pk")
    assert first.digest != second.digest
    guess = {name: words for name, words in first.content.items() if name != "salt"}
    assert not sealing.is_vouched_for(Particulars(content=guess, digest=first.digest), first.digest)
    assert sealing.opened([first.key])[str(first.key)] == guess
