"""What a worker does, in the test's own transaction: the command itself lets go of its connection between two tasks."""

from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult


def work_off() -> None:
    """Every task that is ready is claimed, run, and marked as done or failed."""
    worker = Worker(
        queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=None,
        worker_id="a worker", excluded_queue_names=[],
    )  # fmt: skip
    while (waiting := DBTaskResult.objects.ready().first()) is not None:
        waiting.claim("a worker")
        worker.run_task(waiting)
