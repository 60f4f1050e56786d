"""Writing an issue: begin it, fill it, check it, send it out. A published issue never changes."""

import hashlib
import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts import audit
from newsletters import queries
from newsletters.models import LAST_PAGE, Article, FlowStep, Issue, Photo, Series


class IssueIsPublished(Exception):
    """この号はすでに発行されています。発行した号の内容とPDFは変えられません。"""


class EditConflict(Exception):
    """ほかの方が先に保存しました。画面を開き直して、内容を見比べてください。"""


class NumberTaken(Exception):
    """この号数は、すでに使われています。"""


class NotChecked(Exception):
    """校正がすんでいません。下見を確かめて「校正ずみにする」を押してから発行してください。"""


class StaleProof(Exception):
    """下見のあとで内容が変わりました。もう一度下見をご確認ください。"""


class FaultsRemain(Exception):
    """直さないと発行できない指摘が残っています。下見の画面の指摘をご確認ください。"""


@transaction.atomic
def start_issue(series, plan, *, digest, by):
    """Begin the next issue: numbers from a queries.NextIssue, greeting and request of the last."""
    if series.issues.filter(number=plan.number).exists():
        raise NumberTaken
    previous = plan.previous
    issue = Issue(
        series=series,
        number=plan.number,
        issued_on=plan.issued_on.replace(day=1),
        coverage_from=plan.coverage_from.replace(day=1),
        coverage_until=plan.coverage_until.replace(day=1),
        greeting=previous.greeting if previous else "",
        request_text=previous.request_text if previous else "",
        digest=digest,
    )
    _save(issue, by)
    audit.record("issue_started", issue, by=by, number=issue.number)
    return issue


@transaction.atomic
def edit_issue(issue, words, *, seen, by):
    """Change number, months, greeting, request and digest words of an issue that is not out.

    words: field values. seen: queries.fingerprint() of the issue the editor started from.
    """
    current = _open(issue)
    if queries.fingerprint(current) != seen:
        raise EditConflict
    taken = current.series.issues.filter(number=words["number"]).exclude(pk=current.pk)
    if taken.exists():
        raise NumberTaken
    _touch(current, by, **words)
    audit.record("issue_edited", current, by=by, fields=sorted(words))
    return current


@transaction.atomic
def put_digest(issue, digest, *, by):
    """The digest becomes these blocks (compose.compose_digest), the editor's words go."""
    current = _touch(_open(issue), by, digest=digest)
    audit.record("digest_composed", current, by=by, n_months=len(digest))
    return current


@transaction.atomic
def add_article(issue, words, *, steps, by):
    """A new article at the end of its page. steps: unsaved FlowStep instances in order."""
    current = _open(issue)
    order = _last_order(current, words["page"]) + 1
    article = Article(issue=current, order=order, **words)
    _save(article, by)
    _put_steps(article, steps)
    _touch(current, by)
    audit.record("article_added", article, by=by, council=article.council, page=article.page)
    return article


@transaction.atomic
def edit_article(article, words, *, steps, seen, by):
    """Change an article; on another page it goes to the end of that page."""
    issue = _open(article.issue)
    current = Article.objects.get(pk=article.pk)
    if queries.fingerprint(current) != seen:
        raise EditConflict
    if words["page"] != current.page:
        current.order = _last_order(issue, words["page"]) + 1
    _assign(current, words)
    _save(current, by)
    _put_steps(current, steps)
    _touch(issue, by)
    audit.record("article_edited", current, by=by, council=current.council, fields=sorted(words))
    return current


@transaction.atomic
def move_article(article, *, by, up):
    """One place up or down; over the edge of a page it goes to the page before or after."""
    issue = _open(article.issue)
    rows = list(issue.articles.order_by("page", "order"))
    place = rows.index(article)
    other, page = (place - 1 if up else place + 1), rows[place].page
    if 0 <= other < len(rows) and rows[other].page == page:
        rows[place], rows[other] = rows[other], rows[place]
    else:
        rows[place].page = min(max(page + (-1 if up else 1), 1), LAST_PAGE)
    _renumber(rows)
    _touch(issue, by)
    audit.record("article_moved", article, by=by, council=article.council, up=up)
    return article


@transaction.atomic
def remove_article(article, *, by):
    """Take an article out of an issue that is not out; its words stay in the versions."""
    issue = _open(article.issue)
    council, pk_word = article.council, article.pk
    article.flow_steps.all().delete()
    article.photos.all().delete()
    article._history_user = by
    article.delete()
    _touch(issue, by)
    audit.record("article_removed", issue, by=by, council=council, article=pk_word)
    return issue


@transaction.atomic
def add_photo(article, words, *, picture, by):
    """A picture at the end of the article: a clean lib.pictures.Picture, or a drawing."""
    issue = _open(article.issue)
    last = article.photos.aggregate(last=Max("order"))["last"] or 0
    photo = Photo(article=article, order=last + 1, **words)
    if picture:
        photo.image.name = _keep_bytes("photos", picture.content, ".jpg")
        _keep_bytes("photos", picture.small, ".jpg", name=photo.small_name)
        photo.width, photo.height = picture.width, picture.height
    photo.save()
    _touch(issue, by)
    audit.record("photo_added", photo, by=by, council=article.council, is_drawing=photo.is_drawing)
    return photo


@transaction.atomic
def edit_photo(photo, words, *, by):
    """Change caption, credit, consent, focal point of a picture; the picture itself stays."""
    issue = _open(photo.article.issue)
    _assign(photo, words)
    photo.save()
    _touch(issue, by)
    audit.record("photo_edited", photo, by=by, council=photo.article.council, fields=sorted(words))
    return photo


@transaction.atomic
def remove_photo(photo, *, by):
    """Take a picture out of an issue that is not out."""
    article = photo.article
    issue = _open(article.issue)
    photo.delete()
    _touch(issue, by)
    audit.record("photo_removed", article, by=by, council=article.council)
    return article


@transaction.atomic
def check_issue(issue, proof, *, by):
    """校正ずみ: somebody looked at this very print. Any later change makes it a draft again."""
    current = _open(issue)
    _refuse_unfit(current, proof)
    current.state = Issue.State.CHECKED
    current.checked_at, current.checked_by = timezone.now(), by
    _save(current, by)
    audit.record("issue_checked", current, by=by, number=current.number)
    return current


@transaction.atomic
def publish_issue(issue, proof, *, by):
    """Send the issue out: the proof's bytes are kept for good, the issue is closed.

    proof: lint.proof_issue() of the issue as it stands now. The print is made before this
    transaction, so that nobody's saving waits for two seconds of typesetting. The file is
    whole on disk before the row says so; a refusal or a full disk leaves the issue as it was.
    Raises IssueIsPublished, NotChecked, StaleProof, FaultsRemain.
    """
    current = _open(issue)
    if not current.is_checked:
        raise NotChecked
    _refuse_unfit(current, proof)
    content = proof.paper.content
    current.pdf.name = _keep_bytes("issues", content, ".pdf")
    current.pdf_sha256 = hashlib.sha256(content).hexdigest()
    current.pdf_bytes, current.n_pages = len(content), proof.paper.n_pages
    current.state = Issue.State.PUBLISHED
    current.published_at, current.published_by = timezone.now(), by
    _save(current, by)
    audit.record("issue_published", current, by=by, number=current.number, n_pages=current.n_pages)
    return current


@transaction.atomic
def load_issue(content, *, digest, by):
    """Build a whole issue from importing.content.IssueContent, its series too if it is new."""
    series, _ = Series.objects.get_or_create(slug=content.series["slug"], defaults=content.series)
    if series.issues.filter(number=content.head["number"]).exists():
        raise NumberTaken
    issue = Issue(series=series, digest=digest, **content.head)
    _save(issue, by)
    for parts in content.articles:
        article = Article(
            issue=issue, order=_last_order(issue, parts.words["page"]) + 1, **parts.words
        )
        _save(article, by)
        _put_steps(article, [FlowStep(**step) for step in parts.steps])
        for order, photo in enumerate(parts.photos, start=1):
            Photo.objects.create(article=article, order=order, **photo)
    audit.record("issue_loaded", issue, by=by, number=issue.number)
    return issue


def _keep_bytes(folder, body, suffix, *, name=""):
    """Store bytes under the fingerprint of their content (or `name`) and return the name.

    Readers see nothing or the whole file: temporary file → fsync → rename.
    """
    fingerprint = hashlib.sha256(body).hexdigest()
    name = name or f"newsletters/{folder}/{fingerprint[:2]}/{fingerprint}{suffix}"
    path = Path(default_storage.path(name))
    if path.exists():
        return name
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as draft:
        try:
            draft.write(body)
            draft.flush()
            os.fsync(draft.fileno())
            os.chmod(draft.name, 0o644)
            os.replace(draft.name, path)
        except OSError:
            Path(draft.name).unlink(missing_ok=True)
            raise
    return name


def _open(issue):
    """The issue as it stands in the database, locked, and not published."""
    current = Issue.objects.select_for_update().get(pk=issue.pk)
    if current.is_published:
        raise IssueIsPublished
    return current


def _touch(issue, by, **words):
    """Write the words; whatever changed, the issue is a draft again and has a new version."""
    _assign(issue, words)
    issue.state, issue.checked_at, issue.checked_by = Issue.State.DRAFT, None, None
    issue.version += 1
    _save(issue, by)
    return issue


def _refuse_unfit(issue, proof):
    if (proof.issue_number, proof.version) != (issue.pk, issue.version):
        raise StaleProof
    if proof.has_blocking:
        raise FaultsRemain


def _assign(thing, words):
    for name, value in words.items():
        setattr(thing, name, value)


def _save(thing, by):
    thing._history_user = by
    thing.save()


def _last_order(issue, page):
    return issue.articles.filter(page=page).aggregate(last=Max("order"))["last"] or 0


def _put_steps(article, steps):
    article.flow_steps.all().delete()
    for order, step in enumerate(steps, start=1):
        step.article, step.order = article, order
    FlowStep.objects.bulk_create(steps)


def _renumber(rows):
    """Orders 1, 2, 3 on every page, written in two steps because no two may ever be equal."""
    for order, row in enumerate(rows, start=1):
        Article.objects.filter(pk=row.pk).update(page=row.page, order=1000 + order)
    for page in range(1, LAST_PAGE + 1):
        for order, row in enumerate((row for row in rows if row.page == page), start=1):
            Article.objects.filter(pk=row.pk).update(order=order)
