"""What each verb of the trail is called on the page, for every room. A test reads the source of
all actions and fails on a verb or a fact without a name here.
"""

VERBS = {
    # accounts
    "signed_in": "ログインした",
    "password_changed": "パスワードを変えた",
    "invitation_accepted": "招待を受けて利用を始めた",
    # councils
    "user_invited": "利用者を招いた",
    "user_invited_again": "招待を出し直した",
    "user_deactivated": "利用を止めた",
    "user_reactivated": "利用を再開した",
    "role_granted": "役割を加えた",
    "role_ended": "役割の終わりを決めた",
    "first_admin_appointed": "はじめの管理者を登録した",
    "meeting_planned": "会議の予定を入れた",
    "meeting_logged": "会議を記録した",
    "meeting_corrected": "会議の記録を直した",
    "meeting_closed": "会議の記録を確定した",
    "action_item_finished": "宿題を済みにした",
    # councils: papers and corrections of meetings
    # councils: exchange meetings
    # councils: the councils themselves and their people
    # councils: visions
    # councils: proposals
    # councils: calendars
    "feed_made": "予定の配信を作った",
    "feed_revoked": "予定の配信を止めた",
    # resources
    "resource_added": "資源を加えた",
    "resource_corrected": "資源の内容を直した",
    "resource_confirmed": "資源の内容を確かめた",
    "resource_status_changed": "資源の活動のようすを変えた",
    "import_received": "取り込む名簿を受け取った",
    "import_mapped": "取り込みの列を決めた",
    "import_previewed": "取り込みの内容を確かめた",
    "import_applied": "取り込みを反映した",
    "import_discarded": "取り込みをやめた",
    # activities
    "activity_added": "支え合い活動を加えた",
    "activity_step_added": "支え合い活動の段階を加えた",
    "activity_paused": "支え合い活動を休みにした",
    "activity_resumed": "支え合い活動を再開した",
    "activity_ended": "支え合い活動を終わりにした",
    "model_visit_recorded": "見学を記録した",
    # newsletters
    "issue_started": "広報紙の号を作り始めた",
    "issue_edited": "広報紙の号を直した",
    "issue_checked": "広報紙の号を確かめた",
    "issue_published": "広報紙の号を発行した",
    "issue_loaded": "これまでの広報紙を読み込んだ",
    "digest_composed": "広報紙に会議のまとめを入れた",
    "article_added": "記事を加えた",
    "article_edited": "記事を直した",
    "article_moved": "記事の順を変えた",
    "article_removed": "記事を外した",
    "photo_added": "写真を加えた",
    "photo_edited": "写真の説明を直した",
    "photo_removed": "写真を外した",
}

FACTS = {
    "role": "役割",
    "fields": "項目",
    "has_email": "メールあり",
    "has_successor": "引き継ぎあり",
    "is_drawing": "絵",
    "is_verified": "現地などで確認",
    "n_steps": "段階の数",
    "n_present": "出席",
    "n_agenda_items": "議題",
    "n_decisions": "決定",
    "n_action_items": "宿題",
    "n_months": "月の数",
    "n_pages": "ページ数",
    "number": "号数",
    "page": "ページ",
    "article": "記事の番号",
    "up": "前へ",
    "change": "変わったこと",
    "sheets": "シートの数",
    "new": "新規",
    "changed": "変更",
    "unchanged": "変更なし",
    "gone": "消えた",
    "error": "エラー",
    "skipped": "読みとばし",
    "stopped": "休止・終了",
}

CODES = {  # short codes that stand as a fact's value
    "admin": "管理者",
    "city": "市職員",
    "tier1": "第1層SC",
    "coordinator": "第2層SC",
    "centre": "あんしんセンター職員",
    "resident": "住民SC",
    "viewer": "閲覧",
    "started": "新規",
    "suspended": "休止",
    "resumed": "再開",
    "ended": "終了",
}


def verb_label(verb):
    """The words for a verb; a verb of an older version keeps its code."""
    return VERBS.get(verb, verb)
