"""One letter for every kind: what colour says on a screen, a letter says on a photocopy."""

from resources.models import Kind

SIGNS = {
    Kind.IBASHO: "居", Kind.SALON: "サ", Kind.KAYOI: "通", Kind.DEMENTIA_CAFE: "カ",
    Kind.EXERCISE: "体", Kind.HOBBY: "趣", Kind.SENIORS_CLUB: "長", Kind.MOBILE_SHOP: "販",
    Kind.SHOPPING: "買", Kind.MEAL: "食", Kind.TRANSPORT: "移", Kind.WATCH: "見",
    Kind.LIVING: "暮", Kind.CONSULTATION: "相", Kind.FACILITY: "施", Kind.CARE: "介",
    Kind.MEDICAL: "医", Kind.OTHER: "他",
}  # fmt: skip


def sign_key(rows):
    """[(sign, label)] of the kinds that occur, in the order of the code list."""
    used = {row.kind for row in rows}
    return [(SIGNS[kind], kind.label) for kind in Kind if kind in used]
