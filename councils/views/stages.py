"""The page on which one step of a council's way is written down."""

from types import SimpleNamespace

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from accounts.decorators import object_page
from councils.actions import councils as actions
from councils.forms.councils import StageForm
from councils.models import Council, CouncilStage
from councils.permissions import Permission
from councils.queries import versions
from councils.views.part_pages import Words, answer


def _step(pk, stage):
    """A step of a council's way, whether anything stands there yet or not."""
    if stage not in CouncilStage.Stage.values:
        raise Http404
    council = get_object_or_404(Council, pk=pk)
    return SimpleNamespace(council=council, council_id=council.pk, stage=CouncilStage.Stage(stage))


@object_page(Permission.COUNCIL_EDIT, _step)
@require_http_methods(["GET", "HEAD", "POST"])
def stage_edit(request, step):
    words = Words(
        title=f"歩み「{step.stage.label}」を書く",
        lead="覚えている範囲で大丈夫です。あとから直せます。",
        button="歩みを保存する",
        done=f"歩み「{step.stage.label}」を保存しました。",
    )
    return answer(
        request,
        step.council,
        words,
        make_form=lambda data: StageForm(data, council=step.council, stage=step.stage),
        save=lambda form: actions.put_stage(
            step.council, form.line(), seen=form.cleaned_data["seen"], by=request.user
        ),
        context={
            "last_written": versions.stage_last_written(step.council, step.stage),
            "changes": versions.changes_of_stage(step.council, step.stage),
        },
    )
