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


class Need(StrEnum):
    """What a move into a stage may ask for."""

    NEEDS = "needs"  # what the customer needs: a person at a terminal is asked for it, a script told
    EVIDENCE = "evidence"
    CONTACT = "contact"  # an activity since the customer is where they are
    ORDER = "order"  # a counted order; without one somebody else has to approve
    COUNTERSIGN = "countersign"  # it takes effect at once, and counts when somebody else approved
    APPROVAL = "approval"  # it takes effect when somebody else approved


PATH = (Stage.LEAD, Stage.PROSPECT, Stage.BUYER, Stage.REPEAT)
BESIDE = (Stage.DORMANT, Stage.LOST)

# Days a customer is expected to stay before somebody asks; the stages beside the path have no limit.
EXPECTED_DAYS = {Stage.LEAD: 45, Stage.PROSPECT: 180, Stage.BUYER: 365, Stage.REPEAT: 365}

STAGE_NEEDS = {
    Stage.PROSPECT: (Need.NEEDS, Need.COUNTERSIGN),
    Stage.BUYER: (Need.ORDER,),
    Stage.REPEAT: (Need.ORDER,),
}

# In English, Chinese and Spanish; English ones are the keys.
STAGE_LABELS = {
    Stage.LEAD: ("lead", "潜在客户", "potencial"),
    Stage.PROSPECT: ("prospect", "意向客户", "interesado"),
    Stage.BUYER: ("buyer", "首购客户", "comprador"),
    Stage.REPEAT: ("repeat", "历史客户", "recurrente"),
    Stage.DORMANT: ("dormant", "休眠客户", "dormido"),
    Stage.LOST: ("lost", "流失客户", "perdido"),
}

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
    "拜訪": Kind.VISIT,
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
    "電話": Kind.CALL,
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
    "信息": Kind.MESSAGE,
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
    "样机": Kind.SAMPLE,
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
    WOKEN = "woken"  # an order of whoever was dormant
    DORMANCY = "dormancy"  # no order for so long
    UNDONE = "undone"
    MERGED = "merged"
    REPLAYED = "replayed"  # voids what an import of orders writes anew


class Spent(StrEnum):
    """What an expense was for."""

    TRAVEL = "travel"
    HOTEL = "hotel"
    VENUE = "venue"
    PUBLIC_RELATIONS = "public-relations"
    SAMPLE = "sample"
    GIFT = "gift"
    ADVERTISING = "advertising"
    OTHER = "other"


SPENT_WORDS = {
    word: kind
    for kind, words in {
        Spent.TRAVEL: "差旅|差旅费|交通|交通费|车费|机票|viaje|viajes|transporte|desplazamiento|trip",
        Spent.HOTEL: "酒店|住宿|住宿费|旅馆|hotel|alojamiento|accommodation|lodging",
        Spent.VENUE: "场地|场租|场地费|展位|展位费|会场|local|sala|recinto|stand|booth",
        Spent.PUBLIC_RELATIONS: "公关|公关费|招待|招待费|业务招待费|宴请|餐费|relaciones públicas|relaciones publicas"
        "|representación|public relations|pr|entertainment|meal|dinner|comida",
        Spent.SAMPLE: "样品|样品费|muestra|muestras|samples",
        Spent.GIFT: "礼品|礼物|礼品费|regalo|regalos|obsequio|gifts",
        Spent.ADVERTISING: "广告|广告费|宣传|宣传费|publicidad|anuncio|ads|advertisement",
        Spent.OTHER: "其他|其它|otro|otros|otra",
    }.items()
    for word in words.split("|")
}


class Payer(StrEnum):
    """Who paid an expense."""

    COMPANY = "company"
    PERSONAL = "personal"  # the rep, who is to get it back


class Asked(StrEnum):
    """What somebody else has to agree to."""

    COUNTERSIGN = "countersign"  # a move that is made already
    GATE = "gate"  # a move that is made when it is approved
    ACT = "act"
    ABANDON = "abandon"
    EXTENSION = "extension"
    QUOTE = "quote"  # what was quoted beyond the authority of the rep
    LOCK = "lock"  # what is dated in closed books; it is settled at once


class Verdict(StrEnum):
    """What was said to it."""

    APPROVED = "approved"
    REJECTED = "rejected"


class How(StrEnum):
    """How a verdict came: by the second person, on the asker's word for them, or by the asker where nobody else is."""

    GIVEN = "given"
    ASSERTED = "asserted"
    SELF = "self"


class Loss(StrEnum):
    """Why a customer was lost."""

    PRICE = "price"
    COMPETITOR = "competitor"
    BUDGET = "budget"
    REQUIREMENT = "requirement"
    DECISION = "decision"
    SILENCE = "silence"
    OTHER = "other"


LOSS_WORDS = {
    word: loss
    for loss, words in {
        Loss.PRICE: "价格 價格 太贵 precio",
        Loss.COMPETITOR: "竞争对手 競爭對手 竞品 对手 competencia competidor",
        Loss.BUDGET: "预算 預算 没有预算 presupuesto",
        Loss.REQUIREMENT: "需求 需求不符 要求 requisito requisitos necesidad",
        Loss.DECISION: "决策 決策 决定 decisión",
        Loss.SILENCE: "沉默 失联 无回复 沒有回覆 silencio",
        Loss.OTHER: "其他 其它 otro otra",
    }.items()
    for word in words.split()
}


class PointKind(StrEnum):
    """A way to reach a contact or a customer."""

    EMAIL = "email"
    PHONE = "phone"
    WECHAT = "wechat"
    WEBSITE = "website"
    MESSENGER = "messenger"


class Channel(StrEnum):
    """A way by which a customer may not want to be reached."""

    MAIL = "mail"
    SMS = "sms"
    CALL = "call"
    ALL = "all"


class Tie(StrEnum):
    """How a customer stands to another: the first is that of the second, or was referred by it."""

    DEALER = "dealer"
    AGENT = "agent"
    PARENT = "parent"
    REFERRED_BY = "referred-by"
