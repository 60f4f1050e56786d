"""What councils may see of each other, and why. Whatever is not here belongs to its own council.

Councils learn from each other (docs/decisions): what they meet about, aim for and do is written
to be read by all. Persons, plans that are not decided and drafts stay at home.
"""

SHARED = {
    # councils: the faces councils show each other
    "councils.Council": "協議体の名簿と道のりは、全協議体で見比べる",
    "councils.CouncilAlias.text": "別の呼び方でもさがせるように",
    "councils.CouncilPause.reason": "休会のわけは、全体の表に載る",
    "councils.CouncilStage": "段階ときっかけは、次の協議体の手本",
    "councils.CouncilBody.note": "参加団体は、協議体の紹介の一部",
    "councils.AreaFigure": "圏域の数は、公にされた統計",
    "councils.Neighbourhood.name": "町内会の名は、協議体の区域",
    "councils.ProfilePart": "地域の紹介文",
    "councils.Vision": "目指す地域像は、掲げるもの",
    "councils.RoadmapStep.text": "工程表は、地域像の一部",
    "councils.Proposal": "提言と返事は、全協議体で共有する",
    # councils: minutes, without what is kept inside (those carry “/closed”)
    "councils.Meeting.aim": "会議録", "councils.Meeting.place": "会議録",
    "councils.Meeting.remark": "会議録", "councils.Meeting.theme": "会議録",
    "councils.AgendaItem": "会議録", "councils.Decision": "会議録",
    "councils.ActionItem.what": "会議録", "councils.ActionItem.due_text": "会議録",
    "councils.Amendment": "会議録の訂正", "councils.MeetingAudience.label": "会議録",
    "councils.MeetingFile.title": "会議録の資料名", "councils.MeetingParty.other_name": "会議録",
    "councils.ProgrammePart.section": "交流会の次第",
    "councils.ProgrammePart.story": "交流会の次第",
    "councils.ProgrammePart.title": "交流会の次第",
    "accounts.User.display_name": "記録した職員の表示名（個人の連絡先ではない）",
    # resources: the directory is one for the whole city
    "resources.SocialResource": "地域の資源は、市で一つの名簿",
    "resources.SocialResource/closed": "公開前の資源も、役割のある人には見せる",
    "resources.ResourceStatus.reason": "休止のわけ。連絡先を見られる職員だけに",
    "resources.NeedsMatrix": "ニーズの表は見比べる（小さい数は伏せる）",
    "resources.Survey": "アンケートの結果は見比べる（小さい数は伏せる）",
    "resources.Question.text": "アンケートの問い", "resources.Option.text": "アンケートの選択肢",
    "resources.Voice.text": "名前を書かない声", "resources.Voice.heard_text": "名前を書かない声",
    # activities: what people do for each other is there to be copied
    "activities.SupportActivity": "活動は、互いの手本",
    "activities.ActivityStep.text": "活動の道すじ",
    "activities.ActivityLog.story": "活動の日の記録", "activities.ModelVisit": "見学は、互いの学び",
    "activities.ActivityLog.signed_off": "活動の日の記録",
    "activities.LocalRule.text": "地域のルールは、互いの手本",
    "activities.Course": "養成講座の案内", "activities.CourseSession": "養成講座の案内",
    "activities.Event": "行事の案内と記録", "activities.EventPart.section": "行事の次第",
    "activities.EventPart.story": "行事の次第", "activities.EventPart.title": "行事の次第",
    "activities.EventAudience.label": "行事に招いた人の区分",
    "activities.CareConference": "市の地域ケア会議の一覧（職員だけ、名前は書かない）",
    # newsletters: what is printed
    "newsletters.Series.publisher": "発行した号の奥付", "newsletters.Series.title": "広報紙の名",
}  # fmt: skip

# Only on the pages named here, for the reason given.
ON_PAGES = {
    "councils.Person.name": (
        {"activities:care-add", "activities:care-edit"},
        "地域ケア会議に出たコーディネーターを印す。コーディネーターの名は職員に公にされている",
    ),
}

# Rows of another council that a form may name: reading is shared, and the row itself stays as is.
OPEN_CHOICES = {
    "councils.Council": "どの協議体の話かを書くだけで、相手の記録は変わらない",
    "activities.SupportActivity": "見学先や行事の主役として名を挙げる",
    "councils.Coordinator": "地域ケア会議に出たコーディネーターを印す",
    "newsletters.Series": "だれでも購読できる",
}


def is_shared(place, page):
    """May somebody of another council meet this word on this page?"""
    field, _, ending = place.partition("/")
    model = field.rsplit(".", 1)[0]
    if ending:
        return f"{model}/{ending}" in SHARED
    if field in SHARED or model in SHARED:
        return True
    return field in ON_PAGES and page in ON_PAGES[field][0]
