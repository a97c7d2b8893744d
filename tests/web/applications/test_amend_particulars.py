from gongkai.web.applications import sealing
from gongkai.web.applications.acts import keeping
from gongkai.web.applications.models import Particulars
from tests.web.applications.cases import a_submission
from tests.web.applications.conftest import day


def test_there_is_a_new_version_and_the_old_one_is_kept(application, clerk) -> None:
    old = application.particulars
    content = {**a_submission().content, "applicant": {"name": "沈不凡", "phone": "13700137000"}}
    keeping.amend_particulars(application, by=clerk, on=day("2025-03-04"), content=content)
    now = sealing.opened([application.particulars])[str(application.particulars)]
    assert now["applicant"]["phone"] == "13700137000"
    assert Particulars.objects.filter(key=old, content__isnull=False).exists()
    assert application.state == "handling"
