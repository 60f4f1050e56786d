"""Papers of a draft and of an issue that is out: for the people of the programme only."""

import pytest
from django.urls import reverse

from tests.newsletters import factories as press


@pytest.mark.parametrize("who", ["coordinator", "centre_staff", "resident", "viewer", "nobody"])
def test_nobody_else_takes_or_makes_a_paper(db, client, request, who):
    issue = press.IssueFactory()
    client.force_login(request.getfixturevalue(who))
    draft = client.get(reverse("newsletters:issue-variant", args=[issue.pk, "press"]))
    made = client.post(reverse("newsletters:issue-print", args=[issue.pk]), {"variant": "press"})
    assert (draft.status_code, made.status_code) == (403, 403)
