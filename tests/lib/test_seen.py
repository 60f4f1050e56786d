"""Marks of what was on the screen when somebody began to write."""

from datetime import date

from takasaki_sc.lib.seen import mark_of


def test_mark_is_the_same_for_the_same_words_everywhere():
    assert mark_of("見本", None, date(2026, 10, 6), [1, 2]) == "d5f1f4ce8d0b23a6"


def test_mark_tells_order_and_borders_of_words_apart():
    marks = {mark_of("ab", "c"), mark_of("a", "bc"), mark_of("c", "ab"), mark_of("ab", "c", "")}
    assert len(marks) == 4


def test_mark_does_not_know_in_which_order_a_dictionary_was_filled():
    assert mark_of({"kinds": [], "n": 6}) == mark_of({"n": 6, "kinds": []})
