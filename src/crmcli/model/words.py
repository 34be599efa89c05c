"""The words of the business: stages, kinds of activity, roles, in English and as people type them."""

from enum import StrEnum


class Stage(StrEnum):
    """A customer's place in the lifecycle: four on the path, two beside it."""

    LEAD = "lead"
    PROSPECT = "prospect"
    BUYER = "buyer"
    REPEAT = "repeat"
    DORMANT = "dormant"
    LOST = "lost"


PATH = (Stage.LEAD, Stage.PROSPECT, Stage.BUYER, Stage.REPEAT)
BESIDE = (Stage.DORMANT, Stage.LOST)

# Days a customer is expected to stay before somebody asks; the stages beside the path have no limit.
EXPECTED_DAYS = {Stage.LEAD: 45, Stage.PROSPECT: 180, Stage.BUYER: 365, Stage.REPEAT: 365}

STAGE_WORDS = {
    word: stage
    for stage, words in {
        Stage.LEAD: "潜在 潛在 潜在客户 线索 potencial nuevo",
        Stage.PROSPECT: "意向 意向客户 interesado prospecto",
        Stage.BUYER: "购买 購買 首购 购买客户 成交 成交客户 comprador cliente customer",
        Stage.REPEAT: "历史 歷史 历史客户 老客户 recurrente habitual repetidor",
        Stage.DORMANT: "休眠 休眠客户 dormido durmiente inactivo inactive",
        Stage.LOST: "流失 流失客户 perdido",
    }.items()
    for word in words.split()
}


class Kind(StrEnum):
    """What kind of contact with a customer an activity was."""

    VISIT = "visit"
    CALL = "call"
    MAIL = "mail"
    MESSAGE = "message"
    MEETING = "meeting"
    GIFT = "gift"
    SAMPLE = "sample"
    COMPLAINT = "complaint"
    OTHER = "other"


KIND_WORDS = {
    "拜访": Kind.VISIT,
    "上门": Kind.VISIT,
    "上门拜访": Kind.VISIT,
    "客户拜访": Kind.VISIT,
    "实地拜访": Kind.VISIT,
    "visita": Kind.VISIT,
    "来访": Kind.VISIT,
    "客户来访": Kind.VISIT,
    "site visit": Kind.VISIT,
    "customer visit": Kind.VISIT,
    "visita comercial": Kind.VISIT,
    "电话": Kind.CALL,
    "打电话": Kind.CALL,
    "电话拜访": Kind.CALL,
    "电话沟通": Kind.CALL,
    "电话回访": Kind.CALL,
    "llamada": Kind.CALL,
    "phone": Kind.CALL,
    "phone call": Kind.CALL,
    "telephone": Kind.CALL,
    "telephone call": Kind.CALL,
    "通话": Kind.CALL,
    "去电": Kind.CALL,
    "来电": Kind.CALL,
    "llamada telefónica": Kind.CALL,
    "llamada telefonica": Kind.CALL,
    "teléfono": Kind.CALL,
    "telefono": Kind.CALL,
    "邮件": Kind.MAIL,
    "email": Kind.MAIL,
    "e-mail": Kind.MAIL,
    "correo": Kind.MAIL,
    "邮件沟通": Kind.MAIL,
    "电子邮件": Kind.MAIL,
    "郵件": Kind.MAIL,
    "correo electrónico": Kind.MAIL,
    "correo electronico": Kind.MAIL,
    "消息": Kind.MESSAGE,
    "微信": Kind.MESSAGE,
    "微信沟通": Kind.MESSAGE,
    "mensaje": Kind.MESSAGE,
    "短信": Kind.MESSAGE,
    "qq": Kind.MESSAGE,
    "whatsapp": Kind.MESSAGE,
    "wechat": Kind.MESSAGE,
    "sms": Kind.MESSAGE,
    "chat": Kind.MESSAGE,
    "会议": Kind.MEETING,
    "会面": Kind.MEETING,
    "reunión": Kind.MEETING,
    "reunion": Kind.MEETING,
    "视频会议": Kind.MEETING,
    "线上会议": Kind.MEETING,
    "面谈": Kind.MEETING,
    "會議": Kind.MEETING,
    "video call": Kind.MEETING,
    "videocall": Kind.MEETING,
    "videollamada": Kind.MEETING,
    "online meeting": Kind.MEETING,
    "videoconferencia": Kind.MEETING,
    "礼品": Kind.GIFT,
    "礼物": Kind.GIFT,
    "regalo": Kind.GIFT,
    "样品": Kind.SAMPLE,
    "muestra": Kind.SAMPLE,
    "送样": Kind.SAMPLE,
    "寄样": Kind.SAMPLE,
    "投诉": Kind.COMPLAINT,
    "queja": Kind.COMPLAINT,
    "客诉": Kind.COMPLAINT,
    "reclamación": Kind.COMPLAINT,
    "reclamacion": Kind.COMPLAINT,
    "其他": Kind.OTHER,
    "otro": Kind.OTHER,
    "otra": Kind.OTHER,
}


class Role(StrEnum):
    """What a rep may decide."""

    REP = "rep"
    MANAGER = "manager"
    DIRECTOR = "director"
    SERVICE = "service"


GRADES = ("A", "B", "C", "D")


class Move(StrEnum):
    """The rule under which a transition was written."""

    ADDED = "added"
    MANUAL = "manual"
    FIRST_ORDER = "first-order"
    REPEAT_ORDER = "repeat-order"
    ORDER_CANCELLED = "order-cancelled"
    UNDONE = "undone"
    MERGED = "merged"
    REPLAYED = "replayed"  # voids what an import of orders writes anew


class PointKind(StrEnum):
    """A way to reach a contact or a customer."""

    EMAIL = "email"
    PHONE = "phone"
    WECHAT = "wechat"
    WEBSITE = "website"
    MESSENGER = "messenger"
