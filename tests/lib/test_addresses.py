"""Addresses are worked out once, and are those that Django gives."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.test.utils import override_script_prefix
from django.urls import NoReverseMatch, reverse

from takasaki_sc.lib import addresses
from takasaki_sc.lib.addresses import address_of

COUNCIL = "councils:council-detail"


@pytest.mark.parametrize(
    ("name", "words"),
    [("home", ()), (COUNCIL, (7,)), ("councils:meeting-detail", (7,)), ("front", ())],
)
def test_address_is_the_one_django_gives(name, words):
    for _ in range(2):  # the second is one that was kept
        assert address_of(name, *words) == reverse(name, args=words)


def test_seven_and_true_are_two_things():
    assert address_of(COUNCIL, 1) == "/councils/1/"
    with pytest.raises(NoReverseMatch):
        address_of(COUNCIL, True)


def test_house_below_another_address_keeps_none_of_the_others():
    assert address_of(COUNCIL, 7) == "/councils/7/"
    with override_script_prefix("/sc/"):
        assert address_of(COUNCIL, 7) == "/sc/councils/7/"
    assert address_of(COUNCIL, 7) == "/councils/7/"


@pytest.mark.urls("django.contrib.auth.urls")
def test_other_table_of_contents_has_addresses_of_its_own():
    with pytest.raises(NoReverseMatch):
        address_of(COUNCIL, 7)


def test_address_with_a_key_in_it_is_not_kept():
    before = addresses._kept.cache_info().currsize
    secret = "a-key-that-opens-something"
    assert secret in address_of("newsletters:subscribe-leave", secret)
    assert addresses._kept.cache_info().currsize == before


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("{% url 'councils:council-detail' n %}", "/councils/7/"),
        ("{% url name n %}", "/councils/7/"),
        ("{% url 'councils:council-detail' pk=n %}", "/councils/7/"),
        ("{% url 'councils:council-detail' n as here %}[{{ here }}]", "[/councils/7/]"),
        ("{% url 'nowhere' as here %}[{{ here }}]", "[]"),
        ("{% url 'newsletters:subscribe-leave' 'a&b' %}", "a&amp;b"),
        ("{% autoescape off %}{% url 'newsletters:subscribe-leave' 'a&b' %}{% endautoescape %}",
         "a&b"),
    ],
)  # fmt: skip
def test_tag_writes_what_djangos_own_does(text, written):
    context = Context({"n": 7, "name": COUNCIL, "request": RequestFactory().get("/")})
    assert written in Template(text).render(context)


def test_tag_names_the_page_it_does_not_find():
    with pytest.raises(NoReverseMatch, match="nowhere"):
        Template("{% url 'nowhere' %}").render(Context({}))
