"""What this room, and the packages below it, hold of people."""

from django.db.models import Q

from accounts.register import DAYS, FISCAL, SIGN, file, holds, no_person

USER = "accounts.user"

file(
    "logins",
    "利用者の台帳",
    purpose="だれが使っているかを確かめ、役割に合ったページだけを見せるため",
    basis="個人情報保護法第66条（安全管理措置）",
    seen_by="管理者",
    amount=3,
    unit=FISCAL,
    counts_from="利用を止めて、最後に使った日",
)
file(
    "invitations",
    "招待と入り口",
    purpose="はじめてのパスワードを、本人に決めてもらうため",
    basis="個人情報保護法第66条（安全管理措置）",
    seen_by="管理者",
    amount=None,
    unit=DAYS,
    counts_from="",
)
file(
    "trail",
    "操作の記録",
    purpose="個人の情報をだれが見て、どう扱ったかを、あとで確かめるため",
    basis="個人情報保護法第66条・第68条",
    seen_by="管理者・市職員",
    amount=None,
    unit=FISCAL,
    counts_from="",
)
file(
    "orders",
    "印刷の注文",
    purpose="時間のかかる紙を作り、頼んだ人に渡すため",
    basis="個人情報保護法第61条（利用目的の達成に必要な範囲）",
    seen_by="頼んだ人",
    amount=None,
    unit=DAYS,
    counts_from="",
)
file(
    "rights",
    "ご本人からの求めの記録",
    purpose="開示・訂正・利用停止・消去の求めに、まちがいなくこたえるため",
    basis="個人情報保護法第76条・第90条・第98条",
    seen_by="管理者・市職員",
    amount=None,
    unit=FISCAL,
    counts_from="",
)

holds(
    USER,
    "logins",
    personal=("username", "email", "display_name"),
    plain=("password",),
    known_by={"email": "mail", "display_name": "name", "username": "name"},
    since="last_login",
    only=Q(is_active=False),
)
holds("account.emailaddress", "logins", personal=("email",), owner={USER: "user"})
holds("account.emailconfirmation", "logins", plain=("key",))
holds("mfa.authenticator", "logins", plain=("type", "data"))
holds("accounts.invitation", "invitations", plain=("secret_sha256",))
holds("sessions.session", "invitations", plain=("session_key", "session_data"))
holds(
    "accounts.paperorder",
    "orders",
    words=("title", "options", "problem"),
    files=("file",),
    plain=("kind",),
)
holds(
    "django_tasks_database.dbtaskresult",
    "orders",
    called="裏で動く仕事",
    words=("args_kwargs", "return_value", "exception_class_path", "traceback"),
    plain=("task_path", "worker_ids", "queue_name", "backend_name"),
)
holds(
    "accounts.auditentry",
    "trail",
    plain=("verb", "target_model", "target_id", "facts"),
    why="操作の名前・番号・項目の名前だけで、個人の情報そのものは残しません",
)
holds(
    "accounts.auditseal",
    "trail",
    plain=("previous_sha256", "sha256"),
    why="記録の要約だけで、個人の情報には戻せません",
)
holds(
    "accounts.trailpurge",
    "trail",
    plain=("sha256",),
    why="整理した記録の番号と要約だけです",
)
holds("accounts.subjectcase", "rights", plain=("kind", "result", "roots", "fields"))
holds(
    "accounts.sealedword",
    "rights",
    plain=("table", "row", "column", "was", "mark"),
    why="利用を止めている間だけ、しまってある言葉です。求めに応じて戻すか消します",
)
no_person({"accounts.retentionterm": "code", "accounts.purge": "plan digest"}, SIGN)
no_person(
    {
        "auth.permission": "name codename",
        "auth.group": "name",
        "contenttypes.contenttype": "app_label model",
    },
    SIGN,
)
