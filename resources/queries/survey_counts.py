"""The counts of a survey: whole ones, to compare versions and to set beside needs."""

from resources.models import Tally


def counts_of_survey(survey):
    """{(question, option, part): n} of the whole district, by their texts."""
    whole = Tally.objects.filter(option__question__survey=survey, neighbourhood=None)
    rows = whole.values_list("option__question__text", "option__within__text", "option__text", "n")
    return {
        (question, within or text, text if within else ""): n for question, within, text, n in rows
    }


def changed_counts(former, table):
    """[(place, before, after)] of the counts in which a survey to come differs from a former."""
    before, after = counts_of_survey(former), table.counts()
    return [
        ("・".join(filter(None, key)), before.get(key), after.get(key))
        for key in dict.fromkeys([*before, *after])
        if before.get(key) != after.get(key)
    ]
