"""What the tests of papers look at: two districts, and whatever must not be printed."""

from tests import factories as make

SECRET = "連絡花子"


def fill(council, other):
    """Nine rows: four of the council to be printed, one of the other; the rest must stay out."""
    return [
        make.SocialResourceFactory(
            council=council, name="あさがおサロン", kana="あさがおさろん", kind="salon",
            contact=SECRET, phone="027-000-1111", fax="027-000-2222", address="高崎市八幡町1",
            organiser="見本の会", fee_text="100円", notes="上ばき持参",
            schedule_text="毎週火曜 10:00～12:00", latitude="36.33", longitude="138.94",
            position_precision="town",
        ),
        make.SocialResourceFactory(council=council, name="やすみ体操", kind="exercise",
                                   status="suspended"),
        make.SocialResourceFactory(council=council, name="かいもの号", kana="かいものごう",
                                   kind="mobile_shop", schedule_text="随時"),
        make.SocialResourceFactory(council=council, name="<b>わ</b>の会", kana="わのかい",
                                   kind="hobby"),
        make.SocialResourceFactory(council=other, name="となり茶話会", kind="salon"),
        make.SocialResourceFactory(council=council, name="非公開の会", is_public=False),
        make.SocialResourceFactory(council=council, name="おわった会", status="ended"),
    ]  # fmt: skip
