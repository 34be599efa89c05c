"""The words for kinds of activity and of expenses, for roles, channels, ties and milestones, as people type them."""

from crmcli.errors import BadInputError, meant, quoted
from crmcli.language import _
from crmcli.model.words import KIND_WORDS, SPENT_WORDS, Kind, Role, Spent

_SAID = {
    word: meant
    for meant, words in {
        "rep": "comercial vendedor vendedora 销售 销售员 业务员",
        "manager": "jefe jefa gerente 主管 经理 销售经理",
        "director": "directora 总监 销售总监",
        "service": "servicio 客服 服务 售后",
        "mail": "correo email e-mail 邮件 电子邮件",
        "sms": "mensaje mensajes 短信",
        "call": "llamada llamadas teléfono telefono 电话",
        "all": "todo todos todas 全部 所有",
        "dealer": "distribuidor distribuidora 经销商",
        "agent": "agente 代理 代理商",
        "parent": "matriz 母公司",
        "produced": "producido fabricado 已生产 生产",
        "delivered": "entregado 已交货 交货 发货",
        "installed": "instalado 已安装 安装",
        "trained": "formado 已培训 培训",
        "accepted": "aceptado 已验收 验收",
        "referred-by": "recomendado recomendada 介绍 由其介绍",
    }.items()
    for word in words.split()
}


def meaning(word: str) -> str:
    """Return the role, channel, tie or milestone that a word in English, Chinese or Spanish means; another word in small letters."""
    folded = word.strip().casefold()
    return _SAID.get(folded, folded)


def role(word: str) -> Role:
    """Return the role that a word means; BadInputError lists them."""
    try:
        return Role(meaning(word))
    except ValueError:
        raise BadInputError(
            _("{word} is no role.").format(word=quoted(word)),
            meant(word, Role),
        ) from None


def kind(word: str) -> Kind:
    """Return the kind of activity that a word in English, Chinese or Spanish means; BadInputError lists them."""
    folded = word.strip().casefold()
    try:
        return KIND_WORDS.get(folded) or Kind(folded)
    except ValueError:
        raise BadInputError(
            _("{word} is no kind of activity.").format(word=quoted(word)),
            meant(word, Kind),
        ) from None


def spent(word: str, place: str = "") -> Spent:
    """Return what an expense was for, as a word in English, Chinese or Spanish says; BadInputError lists them."""
    folded = " ".join(word.strip().casefold().split())
    try:
        return SPENT_WORDS.get(folded) or Spent(folded.replace(" ", "-"))
    except ValueError:
        raise BadInputError(
            _("{where}{word} is no kind of expense.").format(where=f"{place}: " if place else "", word=quoted(word)),
            meant(word, Spent),
        ) from None
