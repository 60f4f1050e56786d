"""A sheet between reading and confirming: sealed and carried by the form, so nothing is saved."""

from dataclasses import asdict
from uuid import uuid4

from django.core import signing

SALT = "resources.needs.drafts"


class BrokenDraft(Exception):
    """確かめる画面の中身が読み取れませんでした。もう一度ファイルを選んでください。"""


def seal(table, council, *, token=""):
    """What was read as one word for a hidden field, good for this council only.

    token: the mark of the sending, a new one unless given.
    """
    facts = {"token": token or str(uuid4()), "table": asdict(table)}
    return signing.dumps(facts, salt=f"{SALT}.{council.pk}", compress=True)


def unseal(word, council, table_class):
    """(table, token) as sealed. Raises BrokenDraft for anything we have not sealed ourselves."""
    try:
        facts = signing.loads(word, salt=f"{SALT}.{council.pk}")
        return table_class.from_facts(facts["table"]), facts["token"]
    except (signing.BadSignature, KeyError, TypeError) as fault:
        raise BrokenDraft from fault
