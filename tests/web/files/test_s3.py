"""The same files in S3-compatible storage, against a real server of its protocol on this machine."""

import logging
import os
from collections.abc import Callable, Iterator
from datetime import timedelta

import boto3
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone
from moto.server import ThreadedMotoServer

from gongkai.web.config.environment import files_storage
from gongkai.web.files.errors import CannotStore
from gongkai.web.files.giving import content_of
from gongkai.web.files.models import StoredFile
from gongkai.web.files.receiving import receive, storage
from gongkai.web.files.storage import names_in
from gongkai.web.files.sweeping import sweep, verify
from gongkai.web.operations import keys
from gongkai.web.vault.ring import ring

pytestmark = pytest.mark.django_db
ADDRESS = "s3+http://key:secret@127.0.0.1:{port}/gongkai/files?region=cn-north-1"


@pytest.fixture(scope="module")
def server() -> Iterator[int]:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    yield server.get_host_and_port()[1]
    server.stop()


@pytest.fixture
def bucket(server: int, folder, settings, monkeypatch):
    monkeypatch.setenv("GONGKAI_FILES_URL", ADDRESS.format(port=server))
    settings.STORAGES = {**settings.STORAGES, "files": files_storage(folder)}
    storages._storages.clear()
    storages.__dict__.pop("backends", None)
    client = boto3.resource(
        "s3",
        endpoint_url=f"http://127.0.0.1:{server}",
        aws_access_key_id="key",
        aws_secret_access_key="secret",  # noqa: S106
        region_name="cn-north-1",
    )
    bucket = client.Bucket("gongkai")
    bucket.create(CreateBucketConfiguration={"LocationConstraint": "cn-north-1"})
    yield bucket
    bucket.objects.all().delete()
    bucket.delete()


@pytest.mark.parametrize("personal", [True, False])
@pytest.mark.parametrize("size", [1, 100_000, 9 * 2**20], ids=["small", "some", "in parts"])
def test_it_comes_back_as_it_went(size: int, personal: bool, bucket, a_file: Callable[..., StoredFile]) -> None:
    data = b"0123456789abcde\n" * (size // 16) + b"x" * (size % 16)
    file = a_file(data, "a.txt", personal=personal)
    assert [one.key for one in bucket.objects.all()] == [f"files/{file.place}"]
    with content_of(file) as content:
        assert b"".join(content) == data
    assert not list(verify())


def test_lost_content_is_found(bucket, a_file: Callable[..., StoredFile]) -> None:
    file = a_file(b"abc", "a.txt")
    bucket.objects.all().delete()
    (fault,) = verify()
    assert fault.key == str(file.key)


def test_what_belongs_to_nothing_is_swept(bucket, a_file: Callable[..., StoredFile]) -> None:
    file = a_file(b"abc", "a.txt")
    receive(ContentFile(b"abc", "b.txt"), personal=False)
    assert len(list(sweep(now=timezone.now() + timedelta(days=3)))) == 1
    assert [one.key for one in bucket.objects.all()] == [f"files/{file.place}"]


def test_a_server_that_does_not_answer_is_said(bucket, monkeypatch) -> None:
    monkeypatch.setattr(storage(), "bucket_name", "no-such-bucket")
    monkeypatch.setattr(storage(), "_bucket", None)
    with pytest.raises(CannotStore, match="暂时不能写"):
        receive(ContentFile(b"abc", "a.txt"), personal=True)


def test_a_key_is_changed_there_too(bucket, a_file: Callable[..., StoredFile], settings, tmp_path) -> None:
    settings.HOME, settings.DATA_KEYS = tmp_path, (os.urandom(32),)
    keys.prove()
    sealed, plain = a_file(), a_file(personal=False)
    settings.DATA_KEYS = (os.urandom(32), *settings.DATA_KEYS)
    keys.prove()
    assert keys.reseal(print) == 3
    keys.retire(ring().keys[1].id.hex())
    settings.DATA_KEYS = settings.DATA_KEYS[:1]
    assert list(verify()) == []
    assert StoredFile.objects.get(pk=sealed.pk).place != sealed.place
    assert set(names_in(storage())) == {StoredFile.objects.get(pk=sealed.pk).place, plain.place}
