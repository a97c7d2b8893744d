"""Sealed columns: the database holds bytes, Python the value, and no search pretends to look into them."""

import pytest
from django.core import serializers
from django.core.exceptions import FieldError
from django.db import connection
from django.forms import modelform_factory

from gongkai.web.vault import CannotUnseal
from tests.web.vault.letterbox.models import Letter

pytestmark = pytest.mark.django_db


def stored(column: str) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM letterbox_letter")
        return bytes(cursor.fetchone()[0])


def test_the_row_holds_no_word_of_it() -> None:
    Letter.objects.create(sender="王小明", body={"电话": ["13800000000"]})
    for column in ("sender", "body"):
        assert "王小明".encode() not in stored(column)
        assert b"138" not in stored(column)
    letter = Letter.objects.get()
    assert (letter.sender, letter.second, letter.body) == ("王小明", None, {"电话": ["13800000000"]})


def test_many_are_written_and_changed_at_once() -> None:
    Letter.objects.bulk_create([Letter(sender="甲"), Letter(sender="乙")])
    Letter.objects.update(second="丙")
    assert list(Letter.objects.order_by("pk").values_list("sender", "second")) == [("甲", "丙"), ("乙", "丙")]
    assert Letter.objects.filter(second__isnull=True).count() == 0


@pytest.mark.parametrize("lookup", ["sender", "sender__contains", "body__a", "sender__in"])
def test_a_search_in_it_is_refused(lookup: str) -> None:
    with pytest.raises(FieldError, match="digest"):
        list(Letter.objects.filter(**{lookup: "甲"}))


def test_a_value_copied_to_another_column_is_found_out() -> None:
    Letter.objects.create(sender="甲", second="乙")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE letterbox_letter SET second = sender")
    with pytest.raises(CannotUnseal, match="不属于这个位置"):
        Letter.objects.get()


def test_it_goes_through_a_form_and_a_dump() -> None:
    form = modelform_factory(Letter, fields=["sender", "second"])({"sender": "甲", "second": ""})
    letter = form.save()
    assert not modelform_factory(Letter, fields=["sender"])({"sender": "长" * 21}).is_valid()
    dump = serializers.serialize("json", [letter])
    Letter.objects.all().delete()
    for one in serializers.deserialize("json", dump):
        one.save()
    assert Letter.objects.get().sender == "甲"
