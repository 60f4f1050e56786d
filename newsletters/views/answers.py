"""One way to act and say what happened, for every button of the studio."""

from django.contrib import messages
from django.shortcuts import redirect

from newsletters import actions

REFUSALS = (
    actions.IssueIsPublished, actions.EditConflict, actions.NotChecked, actions.StaleProof,
    actions.FaultsRemain, actions.NeedsAnother, actions.TimeIsPast, actions.NotADraft,
    actions.NotOfThisIssue, actions.NotPublished, actions.NothingToCorrect,
    actions.AlreadyPrinted,
)  # fmt: skip


def answer(request, act, done, *target):
    """Act, say what happened, go on to the target; a refusal is said in its own words."""
    try:
        act()
    except REFUSALS as refusal:
        messages.error(request, refusal.__doc__)
    else:
        messages.success(request, done)
    return redirect(*target)
