"""What counts as a read of personal data, and what does not (decision 0045), with a word to find.

Tests plant the words in the world (tests/world.py) and look at what every page says.
"""

from django.apps import apps
from django.utils import timezone

from tests import factories as make

COUNTS = {
    # people on a list they are on for their own sake, and not for an office
    "councils.Candidate": "name kana known_for contact_by result",
    "activities.HelpClient": "name kana phone address care_note",
    "activities.HelpRequest": "detail signed_off thanks withdrawn_reason",
    "activities.Supporter": "wish until_reason",
    "activities.Offer": "note",
    "newsletters.Subscriber": "email",
    "newsletters.PictureConsent": "who",
    # what was said in confidence, or by somebody who was helped
    "activities.Consultation": "text answer",
    "activities.CareConference": "title lesson",
    "activities.DiaryEntry": "result concern",
    "activities.ActivityLog": "story signed_off",
    # ways to reach somebody that are not public
    "resources.SocialResource": "contact",
    "resources.Suggestion": "note reason",
}
"""Whoever sees one of these leaves an entry. Beside them: the names of supporters and of those
who took a course, and the mail addresses of log-ins other than one's own.
"""

EVERYDAY = {
    "councils.MeetingGuest": "name",  # stands in the minutes, which are public on request
    "councils.ActionItem": "who_text",  # who does what, in the minutes
    "resources.CheckSheet": "collector",  # who went round with the paper, for the council
    "resources.Distribution": "recipient",  # shops and halls that hold a printed list
    "newsletters.Recipient": "name",  # shops and halls that lay out the newsletter
}
"""Names in an office, and bodies: the daily bread of every page, and no entry. Beside them: the
names of members and coordinators.
"""


class Birds:
    """Words that stand nowhere else: `planted` says where each was put."""

    def __init__(self):
        self.counting, self.everyday = {}, {}

    def new(self, place, *, counts=True):
        word = f"かなりや{len(self.counting) + len(self.everyday):03d}番"
        (self.counting if counts else self.everyday)[word] = place
        return word

    def heard(self, text):
        """(places that count, everyday places) whose words are in the text."""
        return tuple(
            sorted(place for word, place in words.items() if word in text)
            for words in (self.counting, self.everyday)
        )


def plant(world):
    """Every field of the two tables filled with a word of its own. Returns the Birds."""
    birds = Birds()
    _make_more(world)
    for table, counts in ((COUNTS, True), (EVERYDAY, False)):
        for label, fields in table.items():
            model = apps.get_model(label)
            for thing in model.objects.order_by("pk"):
                words = {f: birds.new(f"{label}.{f}", counts=counts) for f in fields.split()}
                model.objects.filter(pk=thing.pk).update(**words)
    _plant_people(world, birds)
    return birds


def _make_more(world):
    """What the doors do without, each on the days that pages show at first."""
    today = timezone.localdate()
    make.SubscriberFactory(series=world.issue.series)
    make.OfferFactory(supporter=world.supporter)
    make.MeetingGuestFactory(meeting=world.meeting)
    make.DistributionFactory(edition=world.edition)
    make.DiaryEntryFactory(coordinator=world.writer, council=world.yawata, worked_on=today)
    type(world.consultation).objects.update(worked_on=today)
    type(world.conference).objects.update(held_on=today)


def _plant_people(world, birds):
    people = {
        "supporter": (world.supporter.person, True),
        "graduate": (world.completion.entry.person, True),
        "member": (world.seat.person, False),
        "coordinator": (world.writer.person, False),
    }
    for role, (person, counts) in people.items():
        words = {f: birds.new(f"{role}.{f}", counts=counts) for f in ("name", "kana")}
        words["phone"] = birds.new(f"{role}.phone")
        type(person).objects.filter(pk=person.pk).update(**words)
    for who, user in world.people.items():
        if who not in READERS:
            type(user).objects.filter(pk=user.pk).update(email=birds.new(f"{who}.email"))


READERS = ("admin", "coordinator")
"""Who goes round. The administrator may open most pages, the coordinator has a diary."""

OWN_WORDS = {"activities:diary-list", "activities:diary-edit"}
"""Pages on which a coordinator meets nothing but the own diary: no news to the one who wrote it."""

EVERYDAY_PAGES = {
    "councils:council-list", "councils:council-detail", "councils:meeting-new",
    "councils:meeting-record", "councils:meeting-edit", "councils:council-people",
    "councils:council-renewal", "councils:member-edit", "councils:member-end",
    "resources:sheet-paper", "resources:edition-detail", "activities:diary-paper",
    "activities:care-add", "newsletters:series-places", "newsletters:place-edit",
    "newsletters:issue-copies", "reports:council-sheet-inside", "resources:edition-holders",
    "activities:diary-everybody", "activities:diary-everybody-sheet",
    "newsletters:issue-copies-sheet",
}  # fmt: skip
"""Pages with everyday names and nothing else of people. A new one is added here, or marked."""
