"""Editorial checks (校正) and what the press says of a print.

New rules: a function with @blocking or @advisory in the module of their matter (registry.py).
"""

from newsletters.lint.dates import eras_agree, news_is_new, weekdays_agree
from newsletters.lint.facts import (
    addresses_are_whole,
    number_follows,
    period_is_over,
    period_is_usual,
    phones_are_whole,
    phones_are_written_alike,
)
from newsletters.lint.findings import ADVISORY, BLOCKING, Finding, Passage, Proof, passages
from newsletters.lint.names import (
    named_people_agreed,
    names_are_as_registered,
    resources_are_named_as_registered,
)
from newsletters.lint.pages import (
    articles_say_something,
    copied_blocks_have_rows,
    digest_is_whole,
    flows_have_bubbles,
    greeting_is_there,
    pages_are_filled,
    remarks_are_settled,
)
from newsletters.lint.pictures import (
    no_consent_was_withdrawn,
    no_picture_stands_twice,
    photos_are_described,
    photos_have_consent,
)
from newsletters.lint.press import EMPTY_MM, letters_are_in_the_font
from newsletters.lint.proofing import check_words, proof_issue
from newsletters.lint.registry import RULES
from newsletters.lint.repeats import words_are_new
from newsletters.lint.words import (
    SPELLINGS,
    letters_are_the_same_everywhere,
    names_are_spelt_one_way,
    words_are_spelt_one_way,
)

__all__ = [
    "ADVISORY", "BLOCKING", "EMPTY_MM", "RULES", "SPELLINGS", "Finding", "Passage", "Proof",
    "addresses_are_whole", "articles_say_something", "check_words", "copied_blocks_have_rows",
    "digest_is_whole", "eras_agree", "flows_have_bubbles", "greeting_is_there",
    "letters_are_in_the_font",
    "letters_are_the_same_everywhere", "named_people_agreed", "names_are_as_registered",
    "names_are_spelt_one_way", "news_is_new", "no_consent_was_withdrawn",
    "no_picture_stands_twice", "number_follows", "pages_are_filled", "passages",
    "period_is_over", "period_is_usual", "phones_are_whole", "phones_are_written_alike",
    "photos_are_described", "photos_have_consent", "proof_issue", "remarks_are_settled",
    "resources_are_named_as_registered", "weekdays_agree", "words_are_new",
    "words_are_spelt_one_way",
]  # fmt: skip
