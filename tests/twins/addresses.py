"""Addresses that are worked out once (decision 0052)."""

from tests.twins import Twin

HERE = "takasaki_sc/lib/addresses.py"
TESTS = "tests/lib/test_addresses.py"

TWINS = [
    Twin(
        "鍵になる番地を、サーバーの記憶に残さない",
        HERE,
        "if all(type(word) is int for word in words):",
        "if True:",
        (f"{TESTS}::test_address_with_a_key_in_it_is_not_kept",),
    ),
    Twin(
        "番地を、置き場所（/sc/ など）ごとに分けて覚える",
        HERE,
        "return _kept(contents, get_script_prefix(), name, words, current_app)",
        'return _kept(contents, "", name, words, current_app)',
        (f"{TESTS}::test_house_below_another_address_keeps_none_of_the_others",),
    ),
]
