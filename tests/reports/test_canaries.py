"""Words about persons planted in every private place, then looked for at every door.

Each canary says in its name where it sat, so that a failure tells what leaked.
"""

import html
import io
import json
import zipfile
from datetime import date
from uuid import uuid4

import pypdfium2
import pytest
from django.core.cache import caches
from django.utils import timezone

from accounts.decorators import PUBLIC
from accounts.models import AuditEntry, PaperOrder
from councils.actions import candidates
from reports.open_data.files import FILES
from resources.actions import check_sheets, directory, needs, suggestions
from resources.models import SocialResource
from resources.printing.guidebook import print_guide
from resources.printing.options import PaperOptions
from resources.printing.place_list import print_list
from tests import factories as make
from tests.doors import may_open
from tests.resources.lists import applied, csv
from tests.responses import put_away
from tests.test_doors import OURS, door_of
from tests.trail import empty_trail
from tests.world import World

BIRD = "かなりや"
FOR_ROLES_ONLY = {"voice", "unpublished"}
"""What anybody with a role may read, and nobody else."""


def bird(place):
    return f"{BIRD}{place}"


def plant(world):
    """At least one canary in every field that only some people may read."""
    council, resource, by = world.yawata, world.resource, world.people["city"]
    SocialResource.objects.filter(pk=resource.pk).update(
        contact=bird("contact"), source_code=bird("code"), source_sheet=bird("sheet"),
        source_row=7, imported_values={"contact": bird("imported")},
        value_sources={"contact": {"on": "2026-04-01", "sheet": bird("marks")}},
    )  # fmt: skip
    make.SocialResourceFactory(name=bird("unpublished"), is_public=False, council=council)
    make.ResourceStatusFactory(resource=resource, reason=bird("reason"), by=by)
    type(world.suggestion).objects.update(
        note=bird("note"), values={"phone": bird("said")}, is_unchanged=False
    )
    make.SuggestionFactory(
        resource=resource, state="declined", reason=bird("declined"), decided_by=by,
        decided_at=timezone.now(),
    )  # fmt: skip
    world.sheet.lines.update(note=bird("paper"), answer="changed", on_day=date(2026, 11, 1),
                             keyed_by=by, keyed_at=timezone.now())  # fmt: skip
    type(world.sheet).objects.update(collector=bird("collector"))
    type(world.candidate).objects.update(
        name=bird("candidate"), kana=bird("kana"), known_for=bird("known"),
        contact_by=bird("asker"), result=bird("answer"),
    )  # fmt: skip
    make.VoiceFactory(council=council, text=bird("voice"))
    person = world.seat.person
    type(person).objects.filter(pk=person.pk).update(name=bird("member"))
    make.DistributionFactory(edition=world.edition, recipient=bird("holder"))
    make.AgendaItemFactory(meeting=world.meeting, text=bird("internal"), is_internal=True)
    type(world.batch).objects.update(file_name=bird("file.csv"))
    type(by).objects.filter(pk=by.pk).update(display_name=bird("staff"), email="kanariya@a.jp")
    make.MeetingFileFactory(meeting=world.meeting, is_internal=True, title=bird("attachment"))


PLACES = {
    "contact", "code", "sheet", "imported", "marks", "unpublished", "reason", "note", "said",
    "declined", "paper", "collector", "candidate", "kana", "known", "asker", "answer", "voice",
    "member", "holder", "internal", "file.csv", "staff", "attachment",
}  # fmt: skip


def words_in(response):
    """All that the answer says: its head, its body, what is zipped or printed in it."""
    head = " ".join(f"{name}: {value}" for name, value in response.headers.items())
    content = b"".join(response) if response.streaming else response.content
    put_away(response)
    return head + words_of(content)


def words_of(content):
    if content.startswith(b"PK"):
        parts = zipfile.ZipFile(io.BytesIO(content))
        texts = (parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
        return html.unescape("".join(texts))  # a workbook writes か as &#12363;
    if content.startswith(b"%PDF") and content.rstrip().endswith(b"%%EOF"):
        pages = pypdfium2.PdfDocument(content)
        return "".join(page.get_textpage().get_text_range() for page in pages)
    return content.decode("utf-8", "replace")


def heard(text):
    """The places whose canaries sing in a text, in plain letters or as JSON escapes them."""
    plain = text.replace(json.dumps(BIRD)[1:-1], BIRD).replace("\r\n ", "")
    return {place for place in PLACES if bird(place) in plain}


def addresses(world, who):
    return {
        name: world.address_of(name, OURS[name])
        for name in OURS
        if may_open(name, door_of(name), who)
    }


@pytest.fixture
def world(db, settings):
    settings.SITE_URL = "https://sc.example.jp"
    caches["own"].clear()
    found = World()
    plant(found)
    return found


ALLOWED = {"anonymous": set(), "viewer": FOR_ROLES_ONLY, "resident": FOR_ROLES_ONLY}
INSIDE = {"member", "staff", "attachment", "internal"}
"""On a council's own sheets: each has a test of its own in tests/councils."""


@pytest.mark.proves("G16", "V8.2.3")
@pytest.mark.slow
@pytest.mark.parametrize("who", ALLOWED)
def test_no_page_tells_what_is_not_for_this_reader(client, world, who):
    world.sign_in(client, who)
    doors = addresses(world, who)
    assert len([name for name in doors if door_of(name) == PUBLIC]) > 10
    leaks = {name: heard(words_in(client.get(address))) for name, address in doors.items()}
    allowed = ALLOWED[who] | (INSIDE if who == "resident" else set())
    assert {name: said - allowed for name, said in leaks.items() if said - allowed} == {}


@pytest.mark.proves("G16", "V15.3.1")
@pytest.mark.parametrize("name", [file.name for file in FILES])
def test_no_open_file_names_anybody(client, world, name):
    assert heard(words_in(client.get(f"/open/{name}"))) == set()


@pytest.mark.proves("G16")
@pytest.mark.slow
@pytest.mark.parametrize("print_paper", [print_list, print_guide])
def test_no_paper_for_everybody_names_anybody(world, print_paper):
    assert heard(words_of(print_paper(PaperOptions(), timezone.localdate()).content)) == set()


def test_canaries_sing_where_they_should(client, world):
    """The net holds: those who may read them find them."""
    world.sign_in(client, "coordinator")
    doors = addresses(world, "coordinator")
    asked = (
        "resources:resource-detail", "resources:suggestion-detail", "resources:sheet-key",
        "councils:candidate-list", "resources:voice-list", "resources:edition-detail",
    )  # fmt: skip
    found = set().union(*(heard(words_in(client.get(doors[name]))) for name in asked))
    assert {"contact", "note", "said", "paper", "candidate", "voice", "holder"} <= found


# --- what writing leaves behind ---------------------------------------------------------------
def write_everything(world):
    """Every action of the room that takes words about a person, with a canary in each."""
    resource, council, by = world.resource, world.yawata, world.people["city"]
    directory.correct_resource(resource, {"contact": bird("contact")}, by=by)
    day = timezone.localdate()
    directory.change_status(resource, "suspended", by=by, on_day=day, reason=bird("reason"))
    said = suggestions.receive_suggestion(
        world.link, values={"phone": bird("said")}, note=bird("note")
    )
    suggestions.decline_suggestion(said, bird("declined"), by=by)
    sheet = check_sheets.make_sheet(
        council, [("見本", [resource])], by=by, grouping="kind", collector=bird("collector")
    )
    check_sheets.key_in(sheet, [check_sheets.Keyed(1, "changed", bird("paper"), day)], by=by)
    candidate = {"name": bird("candidate"), "known_for": bird("known")}
    candidates.note_candidate(council, candidate, by=by)
    voice = {"text": bird("voice"), "method": "salon"}
    needs.add_voice(council, voice, by=by, token=uuid4())
    applied(csv(f",{bird('imported')},高崎市見本町1,,,{bird('note')}"), by, "見本の名簿")


@pytest.mark.proves("G16", "V16.2.5")
def test_trail_and_logs_keep_no_word_of_what_was_written(world, caplog):
    caplog.set_level("DEBUG")
    empty_trail()
    write_everything(world)
    entries = list(AuditEntry.objects.values())
    assert len(entries) >= 9
    assert heard(str(entries)) == set()
    assert heard("".join(record.getMessage() for record in caplog.records
                         if not record.name.startswith("django.db"))) == set()  # fmt: skip


def test_names_of_kept_files_tell_nothing(world, client):
    order = make.PaperOrderFactory(kind="resources.list", ordered_by=world.people["city"])
    names = [str(one.file) for one in PaperOrder.objects.all()] + [str(order.file)]
    assert heard(" ".join(names)) == set()
    for name in ("resources:edition-holders", "resources:export-xlsx", "resources:sheet-paper"):
        world.sign_in(client, "city")
        response = client.get(world.address_of(name, OURS[name]))
        put_away(response)
        assert heard(response["Content-Disposition"]) == set()
