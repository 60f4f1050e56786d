"""Which town an address lies in: three spellings find it, a wrong address finds nothing."""

import pytest

from takasaki_sc.lib.towns import TownIndex

NAMES = [
    "緑町", "緑町一丁目", "緑町二丁目", "八幡町", "倉渕町三ノ倉", "吉井町塩", "吉井町塩川",
    "吉井町吉井", "飯塚町", "飯塚町問屋町前", "下斎田町", "十文字町",
]  # fmt: skip
INDEX = TownIndex((name, name) for name in NAMES)


@pytest.mark.parametrize(
    ("address", "town"),
    [
        ("高崎市緑町一丁目2番3号", "緑町一丁目"),
        ("群馬県高崎市緑町１－２－３", "緑町一丁目"),
        ("緑町1-2-3", "緑町一丁目"),
        ("〒370-0073 高崎市緑町 ２丁目", "緑町二丁目"),
        ("緑町", "緑町"),
        ("緑町9-1", "緑町"),
        ("倉淵町三の倉１", "倉渕町三ノ倉"),
        ("高崎市倉渕町三之倉（見本の番地）", "倉渕町三ノ倉"),
        ("吉井町塩川5", "吉井町塩川"),
        ("吉井町塩５", "吉井町塩"),
        ("吉井町吉井　見本会館", "吉井町吉井"),
        ("高崎市飯塚町問屋町前1", "飯塚町問屋町前"),
        ("高崎市大字飯塚町100", "飯塚町"),
        ("下斉田町1", "下斎田町"),
        ("十文字町5", "十文字町"),
        ("八幡町見本公民館", "八幡町"),
    ],
)
def test_an_address_finds_its_town_however_it_is_spelt(address, town):
    assert INDEX.town_of(address) == town


@pytest.mark.parametrize(
    "address",
    [
        "", "高崎市", "前橋市緑町1-2", "安中市八幡町1", "吉井町塩沢1", "吉井町吉井見本",
        "見本会館 緑町", "埼玉県高崎市緑町1", "三丁目",
    ],
)  # fmt: skip
def test_a_wrong_address_finds_nothing(address):
    assert INDEX.town_of(address) is None
