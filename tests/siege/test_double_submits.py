"""The same sheet sent again and again, also at the same moment: one record each, no error page."""

from collections import Counter
from functools import partial
from uuid import uuid4

import pytest
from django.utils import timezone

from tests import factories as make
from tests.councils.test_meeting_pages import sheet
from tests.proof import budget
from tests.resources.lists import HEADINGS
from tests.siege.crowd import all_at_once
from tests.siege.web import Visitor, session_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
TOKENS, TIMES = budget(2, 20), budget(4, 25)
LIST = f"{HEADINGS}\n1,見本サロン,高崎市見本町1-1,毎週火曜,,".encode()


class Forms:
    """Every form with a token: (name, address, words, files, the table that counts its rows)."""

    def __init__(self, council, regular, topic, place_kind):
        self.council, self.regular, self.topic, self.kind = council, regular, topic, place_kind
        self.today = timezone.localdate().isoformat()

    def all(self):
        pk = self.council.pk
        return [
            ("会議の記録", f"/councils/{pk}/meetings/new/", self.meeting, (), "councils_meeting"),
            ("日誌", "/activities/diary/new/", self.diary, (), "activities_diaryentry"),
            ("相談", "/activities/consultations/new/", self.consultation, (),
             "activities_consultation"),
            ("頼みごと", f"/activities/councils/{pk}/help/new/", self.help, (),
             "activities_helprequest"),
            ("催し", "/activities/events/new/", self.event, (), "activities_event"),
            ("地域ケア会議", "/activities/care-conferences/new/", self.care, (),
             "activities_careconference"),
            ("社会資源", "/resources/new/", self.place, (), "resources_socialresource"),
            ("聞いた声", f"/resources/needs/{pk}/voices/new/", self.voice, (), "resources_voice"),
            ("名簿", "/resources/imports/new/", self.imported, [("file", "名簿.csv", LIST)],
             "resources_importbatch"),
        ]  # fmt: skip

    def meeting(self, token):
        return sheet(self.regular, submit_token=token, is_another="on", held_on_d=self._day(token))

    def _day(self, token):
        return str(int(token[:4], 16) % 28 + 1)

    def diary(self, token):
        return {"submit_token": token, "when": self.today, "category": "needs", "result": token}

    def consultation(self, token):
        return {"submit_token": token, "when": self.today, "topic": self.topic.pk,
                "asked_by": "group", "text": token}  # fmt: skip

    def help(self, token):
        return {"token": token, "known": "new", "name": "見本 花子", "skill": self.kind.pk,
                "detail": token[:30]}  # fmt: skip

    def event(self, token):
        return {
            "submit_token": token, "seen": "", "kind": "study", "title": token,
            "from_on_y": "2026", "from_on_m": "10", "from_on_d": "7", "n_attended_kind": "actual",
            "part-TOTAL_FORMS": "0", "part-INITIAL_FORMS": "0",
            "audience-TOTAL_FORMS": "0", "audience-INITIAL_FORMS": "0",
        }  # fmt: skip

    def care(self, token):
        return {"submit_token": token, "held_on_y": "2026", "held_on_m": "10", "held_on_d": "7",
                "title": token, "council": self.council.pk}  # fmt: skip

    def place(self, token):
        return {"submit_token": token, "name": token, "kind": "salon",
                "council": self.council.pk}  # fmt: skip

    def voice(self, token):
        return {"submit_token": token, "text": token, "method": "gathering"}

    def imported(self, token):
        return {"submit_token": token, "source_name": f"名簿 {token}"}


@pytest.mark.proves("G7", "V2.3.4")
def test_every_form_sent_twice_is_one_record(
    serve, ask, tier1, coordinator, admin, yawata, regular, term, figure
):
    forms = Forms(yawata, regular, make.ConsultationTopicFactory(), make.SkillFactory())
    sessions = {"resources_importbatch": session_of(admin)}
    own, wide = session_of(coordinator), session_of(tier1)
    web = serve()
    made, statuses, n_sent = {}, Counter(), 0
    for name, address, words, files, table in forms.all():
        session = sessions.get(table, wide if table == "activities_event" else own)
        tokens = [str(uuid4()) for _ in range(TOKENS)]
        # the same token side by side: the second knock comes while the first is being heard
        visitor = Visitor(web, session)
        posts = [
            partial(visitor.post, address, words(token), files)
            for token in tokens
            for _ in range(TIMES)
        ]
        before = ask(f"SELECT count(*) FROM {table}")[0][0]
        answers = all_at_once(posts, threads=8)
        statuses.update(answer.status for answer in answers)
        refused = [answer.text for answer in answers if answer.status != 302]
        assert refused == [], (name, refused[0][:2000])
        made[name] = ask(f"SELECT count(*) FROM {table}")[0][0] - before
        n_sent += len(answers)
    assert made == dict.fromkeys(made, TOKENS)
    figure("G7", "くり返し送った用紙（9種類）", n_sent, wanted="500")
    figure("G7", "できた記録（印の数と同じ）", sum(made.values()), wanted=str(TOKENS * len(made)))
    figure("G7", "500の画面（くり返し）", sum(v for k, v in statuses.items() if k >= 500),
           wanted="0")  # fmt: skip
