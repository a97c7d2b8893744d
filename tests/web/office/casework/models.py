from django.db import models

from gongkai.web.office.filters import beginning_index
from gongkai.web.organs.models import Organ


class Case(models.Model):
    number = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=200)
    organ = models.ForeignKey(Organ, models.PROTECT)
    state = models.CharField(max_length=20, default="open")
    due_on = models.DateField(null=True)
    pages = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = (
            models.Index(fields=["due_on"], name="cases_by_due_day"),
            models.Index(fields=["organ", "due_on"], name="cases_of_an_organ_by_due_day"),
            models.Index(fields=["title"], name="cases_by_title"),
            beginning_index("title", "cases_by_beginning_of_title"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}"
