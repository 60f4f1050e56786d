"""事業の設定: the names that pages and papers print."""

from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.decorators import permitted_page
from councils.actions import programme as actions
from councils.forms.programme import ProgrammeForm
from councils.permissions import Permission
from councils.queries import programme as queries
from councils.views.part_pages import Words, answer

WORDS = Words(
    title="事業の設定",
    lead="画面と紙に出る、市の名前や担当課です。直すと、次に開いた画面や次に作る紙から変わります。",
    button="この設定にする",
    done="事業の設定を直しました。",
)


@permitted_page(Permission.PROGRAMME_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def programme_edit(request):
    """The words of the programme; two people who save at once see both texts."""

    def form_of(data):
        kept = queries.kept_programme()
        return ProgrammeForm(data, instance=kept, initial={"seen": queries.mark_of_words(kept)})

    def save(form):
        actions.change_programme(form.words(), seen=form.cleaned_data["seen"], by=request.user)

    return answer(
        request, None, WORDS, form_of, save,
        template="councils/programme_form.html", back=reverse("councils:programme-edit"),
    )  # fmt: skip
