"""What browsers tell of the content policy (issue 7: ASVS V3.4.7)."""

from tests.twins import Twin

HERE = "takasaki_sc/violations.py"
TESTS = "tests/ops/test_violations.py"
WORDS = f"{TESTS}::test_words_of_the_report_are_never_our_words"
NO_REPORT = f"{TESTS}::test_what_is_no_report_is_refused_in_words"

TWINS = [
    Twin(
        "CSP: ブラウザーに、知らせ先を言う",
        "takasaki_sc/settings.py",
        '    "report-uri": ["/violations"],\n',
        "",
        (f"{TESTS}::test_the_policy_names_the_page_that_takes_reports",),
    ),
    Twin(
        "CSP: 知らせの決まりの名を、そのまま記録しない",
        HERE,
        "return named if named in known else OTHER",
        "return named",
        (WORDS,),
    ),
    Twin(
        "CSP: 知らせの来たもとを、そのまま記録しない",
        HERE,
        'return "self" if blocked and _host(blocked) == _host(ours) else "elsewhere"',
        "return blocked",
        (WORDS,),
    ),
    Twin(
        "CSP: 用紙として送られたものは、知らせとして読まない",
        HERE,
        "request.content_type != KIND or ",
        "",
        (f"{TESTS}::test_form_whose_fields_were_read_on_the_way_is_no_report",),
    ),
    Twin(
        "CSP: 長すぎる知らせは読まない",
        HERE,
        "len(request.body) > MOST_BYTES",
        "len(request.body) > 10**9",
        (NO_REPORT,),
    ),
    Twin(
        "CSP: 深く入れ子にした知らせで倒れない",
        HERE,
        "(ValueError, TypeError, KeyError, RecursionError)",
        "(ValueError, TypeError, KeyError)",
        (f"{TESTS}::test_brackets_in_brackets_are_refused_whatever_length_is_read",),
    ),
]
