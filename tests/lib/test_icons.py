import pytest
from django.template import Context, Template
from heroicons.templatetags import heroicons


def drawn(tag):
    return Template("{% load heroicons %}{% " + tag + " %}").render(Context())


@pytest.mark.parametrize(
    ("tag", "by_the_package"),
    [
        ('heroicon_outline "home" size=22', heroicons.heroicon_outline("home", size=22)),
        ('heroicon_outline "home"', heroicons.heroicon_outline("home")),
        ('heroicon_solid "home" size=22', heroicons.heroicon_solid("home", size=22)),
    ],
)
def test_an_icon_is_what_the_package_draws(tag, by_the_package):
    assert drawn(tag) == by_the_package
    assert drawn(tag) == by_the_package, "also the second time"
