"""The same work on a Dask cluster. Dask gives the chunk of a lost worker to another; a chunk that brings down every
worker it meets is read again a file at a time, so that only the culprit is lost."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice

from distributed import Client, Future, KilledWorker, as_completed

from gongkai.annual_report.corpus.chunk import BROKE_DOWN, Chunk, read_chunk
from gongkai.annual_report.corpus.errors import CorpusError

_CHUNKS_A_THREAD = 3
_SECONDS_TO_CONNECT = 10


def run_on_cluster(
    chunks: Iterable[Chunk], *, address: str, read: Callable[[Chunk], bytes] = read_chunk
) -> Iterator[tuple[Chunk, bytes]]:
    """Read the chunks on the cluster at that address and give them as they are finished. The workers must see the
    files under the same path, and have gongkai[corpus] installed.

    Raises CorpusError where no cluster answers, or where its workers cannot read at all.
    """
    try:
        client = Client(address, timeout=_SECONDS_TO_CONNECT, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise CorpusError(f"连不上 Dask 集群 {address}。请确认地址形如 tcp://主机:8786，且调度器在运行。") from error
    with client:
        yield from _run(client, iter(chunks), read)


def _run(client: Client, chunks: Iterator[Chunk], read: Callable[[Chunk], bytes]) -> Iterator[tuple[Chunk, bytes]]:
    at_once = _CHUNKS_A_THREAD * max(2, sum(client.nthreads().values()))
    given: dict[Future[bytes], Chunk] = {}
    going = as_completed(loop=client.loop)

    def give(chunk: Chunk) -> None:
        future = client.submit(read, chunk, pure=False)
        given[future] = chunk
        going.add(future)

    for chunk in islice(chunks, at_once):
        give(chunk)
    for future in going:
        chunk = given.pop(future)
        error = future.exception()  # waits, where the worker died that held the rows and they are made again
        if error is None:
            yield chunk, future.result()
        for following in islice(chunks, 1) if error is None else _instead(error, chunk):
            give(following)


def _instead(error: BaseException, chunk: Chunk) -> Iterator[Chunk]:
    """What to read instead of a chunk that failed."""
    if not isinstance(error, KilledWorker):
        raise CorpusError(
            f"集群上的读取失败（{error}）。请确认各节点装有同一版本的 gongkai[corpus]，并能看到同一目录。"
        )
    if len(chunk.files) == 1:
        yield replace(chunk, lost={chunk.files[0].path: BROKE_DOWN})
        return
    for number, file in enumerate(chunk.files):
        yield replace(chunk, name=f"{chunk.name}-{number:04d}", files=(file,))
