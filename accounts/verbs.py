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
    "meeting_amended": "会議の記録に訂正を加えた",
    "meeting_photo_added": "会議の写真を加えた",
    "meeting_paper_added": "会議の資料を加えた",
    "meeting_words_handed_over": "あとから届いた記録を渡した",
    "meeting_file_switched": "会議の資料を見られる人を変えた",
    "meeting_file_removed": "会議の資料を外した",
    # councils: exchange meetings
    # councils: the councils themselves and their people
    "council_corrected": "協議体の基本を直した",
    "neighbourhoods_changed": "町内会の一覧を直した",
    "pause_started": "協議体のお休みを記録した",
    "pause_ended": "協議体の再開を記録した",
    "stage_recorded": "協議体の歩みを記録した",
    "profile_changed": "協議体の取り組みを直した",
    "figure_added": "圏域の数値を加えた",
    "figure_corrected": "圏域の数値を直した",
    "member_added": "協議体のメンバーを加えた",
    "member_corrected": "協議体のメンバーの登録を直した",
    "member_ended": "協議体のメンバーの任期の終わりを記録した",
    "terms_renewed": "協議体の任期をまとめて更新した",
    "coordinator_appointed": "コーディネーターを登録した",
    "coordinator_ended": "コーディネーターの終わりを記録した",
    "body_added": "構成団体を加えた",
    "body_ended": "構成団体の終わりを記録した",
    # councils: visions
    "vision_adopted": "目指す地域像を記録した",
    "vision_corrected": "目指す地域像の書きまちがいを直した",
    # councils: proposals
    # councils: calendars
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
    # resources: imports undone and merged
    # resources: freshness
    # resources: needs and surveys
    # resources: papers and editions
    # activities
    "activity_added": "支え合い活動を加えた",
    "activity_step_added": "支え合い活動の段階を加えた",
    "activity_paused": "支え合い活動を休みにした",
    "activity_resumed": "支え合い活動を再開した",
    "activity_ended": "支え合い活動を終わりにした",
    "roadmap_step_added": "工程表に項目を加えた",
    "roadmap_step_changed": "工程表の項目を直した",
    "roadmap_step_done": "工程表の項目をできたことにした",
    "roadmap_step_dropped": "工程表の項目をやめたことにした",
    "roadmap_step_reopened": "工程表の項目をこれからに戻した",
    "roadmap_carried": "工程表の項目を新しい地域像に引きついだ",
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
    "is_internal": "内部だけ",
    "is_verified": "現地などで確認",
    "n_steps": "段階の数",
    "n_roadmap_steps": "工程表の項目",
    "n_activities": "活動",
    "version": "版",
    "n_present": "出席",
    "n_agenda_items": "議題",
    "n_decisions": "決定",
    "n_action_items": "宿題",
    "n_months": "月の数",
    "n_aliases": "別の書き方の数",
    "n_centres": "あんしんセンターの数",
    "n_renamed": "名前を直した数",
    "n_staying": "続ける人",
    "n_leaving": "終わる人",
    "stage": "段階",
    "how": "任じ方",
    "is_dissolved": "解散",
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
    "appointed": "委嘱",
    "commissioned": "委託",
    "started": "新規",
    "suspended": "休止",
    "resumed": "再開",
    "ended": "終了",
}


def verb_label(verb):
    """The words for a verb; a verb of an older version keeps its code."""
    return VERBS.get(verb, verb)
