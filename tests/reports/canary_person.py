"""One human planted in every declared column of every table, their history, files and pictures."""

import io
import json
from datetime import date

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, models, transaction
from PIL import Image

from accounts import register, wiping
from accounts.personal import USER
from activities.models import Supporter
from activities.personal import CLIENT
from councils.personal import PERSON
from newsletters.models import Article, Issue, Printing
from newsletters.personal import CONSENT
from reports.models import YearPlan
from resources.models import ImportFile
from takasaki_sc.lib.pdf import render_pdf
from tests import factories as make

NAME, KANA, PHONE, MAIL = "見本 金糸雀", "みほんかなりや", "027-999-4321", "kanaria@example.test"
OTHERWISE = ("見本　金糸雀", "見本金糸雀", "ミホン カナリヤ", "０２７（９９９）４３２１")
OWN = "かなりあのことば"
DAY = date(2026, 11, 2)
BY_KIND = {"name": NAME, "kana": KANA, "phone": PHONE, "mail": MAIL}


def plant():
    """Returns the roots of the human; every factory's table holds them somewhere."""
    make.PhotoFactory()  # with its article, issue and series: all letters hang on these
    user = make.UserFactory(username="kanaria", email=MAIL, is_active=False)
    person = make.PersonFactory(name=NAME, kana=KANA, phone=PHONE, user=user)
    client = make.HelpClientFactory(name=NAME)
    roots = [[PERSON, person.pk], [CLIENT, client.pk]]
    for holding in register.HOLDINGS.values():
        if not (holding.personal or holding.words or holding.files):
            continue
        row = _row_of(holding, person, client)
        if row is not None:
            _say_in(holding, row)
            if holding.is_human and holding.model not in (PERSON, CLIENT, USER, CONSENT):
                roots.append([holding.model, row.pk])
    return [*roots, _note_of_a_picture()]


def _factory_of(table):
    made = {f._meta.model: f for f in vars(make).values() if hasattr(f, "_meta")}
    return made.get(table)


def _row_of(holding, person, client):
    """A row of the table that is theirs, or where they are named."""
    given = {PERSON: person, CLIENT: client, USER: person.user}
    if holding.model in given:
        return given[holding.model]
    factory = _factory_of(holding.table)
    if factory is None or holding.file in ("rights", "trail"):
        return None
    if not (holding.is_human or holding.owner) and (row := holding.table._base_manager.first()):
        return row  # an earlier one brought it along
    words = _of_one_issue(holding.table)
    words |= {path: given[root] for root, path in holding.owner.items() if root in given}
    if "supporter__person" in words:
        words = {"supporter": Supporter.objects.get(person=person)}
    if holding.model == "councils.actionitem":
        words |= {"done_on": DAY, "done_by": person.user}
    return factory(**words, **ENDED.get(holding.model, {}))


def _of_one_issue(table):
    """The letter that stands already: two would both be number one."""
    wanted = {"issue": Issue, "article": Article, "plan": YearPlan}
    names = {column.name for column in table._meta.concrete_fields}
    return {name: row for name, kept in wanted.items() if name in names
            if (row := kept.objects.first())}  # fmt: skip


LEFT = {"registered_on": date(2020, 4, 1), "until_on": DAY}
ENDED = {
    "councils.councilmember": {"from_on": date(2020, 4, 1), "until_on": DAY},
    "activities.supporter": LEFT,
    "activities.helprequest": {"state": "withdrawn"},
    "newsletters.pictureconsent": {"who": ""},
}


def _say_in(holding, row):
    """Write them into every declared column of the row and of its older version."""
    values = {}
    for n, name in enumerate((*holding.personal, *holding.words)):
        column = holding.table._meta.get_field(name)
        values[name] = _word_for(holding, name, column, n)
    values = {name: word for name, word in values.items() if word is not None}
    if holding.model == CONSENT:
        values.pop("who")
    for table in register.tables_of(holding):
        key = "pk" if table is holding.table else holding.table._meta.pk.name
        for name in register.standing(table, values):
            _write(table._base_manager.filter(**{key: row.pk}), name, values[name])


def _write(rows, name, value):
    """Some columns stand only together with others (a reason with an end): those are left."""
    try:
        with transaction.atomic():
            rows.update(**{name: value})
    except IntegrityError:
        REFUSED.add(f"{rows.model.__name__}.{name}")


REFUSED = set()


def _word_for(holding, name, column, n):
    if name in holding.known_by and holding.model != USER:
        return BY_KIND[holding.known_by[name]]
    if holding.model in (USER, "account.emailaddress"):
        return None
    said = f"{OWN}{n}" if name in holding.personal and holding.owner else None
    said = said or f"あの{OTHERWISE[n % len(OTHERWISE)]}さん"
    if isinstance(column, models.JSONField):
        return {"rows": [[said, NAME], {NAME: PHONE}]}
    return said if len(said) <= (column.max_length or 999) else NAME


def _note_of_a_picture():
    """Somebody who is only in a picture; and files that name or show them."""
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), "#ff8800").save(stream, "JPEG")
    for name in ("photos/face.jpg", "photos/face-small.jpg"):
        default_storage.save(name, ContentFile(stream.getvalue()))
    picture = make.PictureFactory(image="photos/face.jpg", sha256="f" * 64)
    note = make.PictureConsentFactory(picture=picture, person=None, who=NAME)
    paper = render_pdf(f"<html lang=ja><p>{NAME}さんの声</p></html>").content
    for name in ("issues/letter.pdf", "orders/list.pdf"):
        default_storage.save(name, ContentFile(paper))
    default_storage.save("papers/list.csv", ContentFile(f"名前,電話\r\n{NAME},{PHONE}".encode()))
    make.PaperOrderFactory(file="orders/list.pdf", title=f"{NAME}さんの紙")
    Printing.objects.update(file="issues/letter.pdf", sha256="0" * 64)
    ImportFile.objects.update(content=f"{NAME},{PHONE}".encode("cp932"))
    return [CONSENT, note.pk]


TRACES = [NAME, KANA, PHONE, MAIL, OWN, *OTHERWISE, "kanaria"]


def traces_in(text):
    """What of them stands in a text, in plain letters or as JSON escapes them."""
    return sorted({one for one in TRACES if one in text or json.dumps(one)[1:-1] in text})


def sweep_tables():
    """{table.column: traces} of every column of every table, asked of the database itself."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            names = [one[0] for one in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    if traces := traces_in(_letters(value)):
                        found[f"{table}.{name}"] = traces
    return found


def _letters(value):
    if isinstance(value, bytes | memoryview):
        return wiping.text_of(bytes(value))
    return str(value)


def sweep_files():
    """{file: traces} of every file, of the words in PDFs and workbooks too."""
    found = {}
    for name in wiping.stored_names():
        with default_storage.open(name) as kept:
            content = kept.read()
        traces = traces_in(wiping.text_of(content)) if not name.endswith(".jpg") else []
        if traces or (name.startswith("photos/face") and _is_orange(content)):
            found[name] = traces or ["picture"]
    return found


def _is_orange(content):
    red, _, blue = Image.open(io.BytesIO(content)).convert("RGB").getpixel((5, 5))
    return red > 200 > 100 > blue
