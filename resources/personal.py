"""What this room holds of people: whom to call about a place, and what people said."""

from django.db.models import Q

from accounts.register import FIGURE, FISCAL, THING, file, holds, no_person

file(
    "places",
    "社会資源の一覧（問い合わせ先）",
    purpose="地域の集いの場や助け合いを、住民と関係者に知らせるため",
    basis="介護保険法第115条の45第2項第5号・ご本人の同意",
    seen_by="役割のある利用者。公開するのは、公開と決めた資源の決まった項目だけ",
    amount=5,
    unit=FISCAL,
    counts_from="終わったあと、最後に書いた日",
)
file(
    "lists",
    "取り込んだ名簿の元の行",
    purpose="取り込みを確かめ、もとに戻せるようにするため",
    basis="個人情報保護法第65条（正確性の確保）",
    seen_by="市・第1層SC・その協議体のSCとあんしんセンター",
    amount=3,
    unit=FISCAL,
    counts_from="取り込んだ日",
)
file(
    "suggestions",
    "変わったという申し出・確認シート",
    purpose="一覧の内容を、新しく正しくするため",
    basis="個人情報保護法第65条（正確性の確保）",
    seen_by="市・第1層SC・その協議体のSCとあんしんセンター",
    amount=1,
    unit=FISCAL,
    counts_from="あつかいを決めた日",
)
file(
    "voices",
    "住民の声・アンケート",
    purpose="地域の困りごとを知り、支え合いを考えるため",
    basis="介護保険法第115条の45第2項第5号",
    seen_by="役割のある利用者（名前は書かないきまり）",
    amount=None,
    unit=FISCAL,
    counts_from="",
)

holds(
    "resources.socialresource",
    "places",
    words=(
        "name", "kana", "kind_text", "district_text", "address", "venue", "schedule_text",
        "closed_text", "organiser", "contact", "phone", "fax", "url", "fee_text", "notes",
        "imported_values", "natural_key", "search_text", "order_key",
    ),
    plain=("source_sheet", "source_code", "value_sources"),
    since="updated_at",
    only=Q(status="ended"),
    over=("contact", "phone", "fax", "imported_values", "search_text"),
)  # fmt: skip
holds("resources.resourcestatus", "places", words=("reason",))
holds("resources.resourcemerge", "places", words=("kept_before", "merged_before"))
holds("resources.distribution", "places", words=("recipient",))
holds(
    "resources.resourceedition",
    "places",
    words=("title", "note"),
    plain=("issued_text", "kinds"),
)
holds(
    "resources.importbatch",
    "lists",
    words=("file_name", "file_notes"),
    plain=("sha256", "sheets", "mapping", "counts"),
)
holds("resources.importfile", "lists", files=("content",))
holds(
    "resources.importrow",
    "lists",
    words=("title", "raw", "before", "after", "repairs", "issues", "alike", "replaced"),
    plain=("sheet",),
    since="batch__uploaded_at",
)
holds("resources.samenessanswer", "lists", plain=("one_key", "other_key"))
holds("resources.checksheet", "suggestions", words=("collector",))
holds("resources.checkline", "suggestions", words=("group", "note"))
holds(
    "resources.suggestion",
    "suggestions",
    words=("values", "note", "reason"),
    since="decided_at",
    only=Q(decided_at__isnull=False),
)
holds("resources.confirmationlink", "suggestions", plain=("secret_sha256",))
holds("resources.voice", "voices", words=("text", "heard_text", "source"))
holds(
    "resources.survey",
    "voices",
    words=("title", "purpose", "audience", "method", "source"),
    plain=("period_text",),
)
holds("resources.question", "voices", words=("text",))
holds("resources.option", "voices", words=("text",))
holds(
    "resources.needsmatrix",
    "voices",
    words=("title", "source", "notes"),
    plain=("period_text", "columns"),
)
no_person(
    {
        "resources.importsource": "name mapping credit",
        "resources.town": "name koaza kana postal_code",
        "resources.neighbourhoodalias": "text",
        "resources.resourceschedule": "weeks months",
    },
    THING,
)
no_person({"resources.needcategory": "group name"}, FIGURE)
