"""Write invented business cards with their fields, many layouts and slips of a camera: one JSON object a line.

The same seed writes the same cards. What they hold was thought of by whoever wrote this, so they measure that nothing
breaks and how layouts mix, not how well cards of strangers are read: for that there are the cards in tests/cards.
"""

import argparse
import json
import random
import unicodedata
from collections.abc import Iterator
from typing import Any, NamedTuple

Card = dict[str, Any]
Chance = random.Random


class Land(NamedTuple):
    """What cards of a country look like."""

    code: str
    lang: str
    given: str
    family: str
    titles: str
    units: str
    forms: str
    kinds: str
    tld: str
    streets: str
    towns: str
    mobile: tuple[str, str, str]
    work: tuple[str, str, str]
    labels: dict[str, str]
    slogans: str
    tax: str
    closing: str
    disclaimer: str


_LATIN_LABELS = {
    "mobile": "Mobile|Cell|M|Mob.",
    "work": "Tel|T|Phone|Tel.",
    "fax": "Fax|F|Fax.",
    "mail": "E-mail|E|Email|Mail",
    "web": "Web|W|www",
    "ext": "ext.|x|Ext",
}
_ES_LABELS = {
    "mobile": "Móvil|Cel.|M.|Mov|Celular",
    "work": "Tel.|T.|Tfno|Teléfono|Telf.",
    "fax": "Fax|F.|Fax:",
    "mail": "E-mail|Correo|e|Email",
    "web": "Web|Página web",
    "ext": "ext.|Ext|int.",
}
_DE_LABELS = {
    "mobile": "Mobil|Handy|M",
    "work": "Tel.|Telefon|Fon|T",
    "fax": "Telefax|Fax|F",
    "mail": "E-Mail|Mail",
    "web": "Web|Internet",
    "ext": "Durchwahl|DW",
}
_FR_LABELS = {
    "mobile": "Port.|Mobile|Mob",
    "work": "Tél.|Tél|T",
    "fax": "Fax|Télécopie",
    "mail": "E-mail|Courriel",
    "web": "Web|Site",
    "ext": "poste",
}
_ZH_LABELS = {
    "mobile": "手机|移动电话|Mobile|手 机|MOB",
    "work": "电话|座机|办公电话|Tel|电 话",
    "fax": "传真|Fax|传 真",
    "mail": "邮箱|E-mail|电子邮箱",
    "web": "网址|Web|网站",
    "ext": "转|分机|-",
}

LANDS = (
    Land("ES", "es", "Laura Sergio Montserrat Íñigo Rocío Álvaro Nerea Fermín Lidia Tomás", "Arizmendi Bellver Cortázar Domènech Echarri Fajardo Guijarro Hinojosa Ibarrola Lasarte", "Director Comercial|Jefa de Compras|Responsable de Exportación|Gerente|Técnico de Calidad|Asesora Fiscal|Socio Director", "Departamento de Ventas|Dpto. Técnico|Área Internacional", "S.L.|S.A.|S.L.U.|S. Coop.", "Talleres|Conservas|Industrias|Bodegas|Transportes|Suministros", "es", "C/ Mayor, 14|Avda. de la Paz 23, 2º B|Pol. Ind. El Saler, nave 8|Ctra. N-340 km 12", "28004 Madrid|48013 Bilbao|46021 Valencia|15008 A Coruña", ("6", "dd ddd dd dd", "+34"), ("9", "dd ddd dd dd", "+34"), _ES_LABELS, "Calidad y confianza desde 1975|Soluciones para su negocio|Tu socio de confianza", "CIF B-dddddddd|NIF Bdddddddd", "Un cordial saludo,|Saludos cordiales,", "Este mensaje es confidencial y va dirigido exclusivamente a su destinatario. Antes de imprimir este correo piense en el medio ambiente."),
    Land("MX", "es", "Guadalupe Ernesto Ximena Rogelio Mayra Edgar Paulina Raúl", "Zavala Treviño Barragán Covarrubias Escamilla Noriega Olvera Quezada", "Gerente General|Ejecutiva de Cuentas|Ingeniero de Proyectos|Coordinador de Logística|Directora de Finanzas", "Gerencia de Operaciones|Departamento de Crédito", "S.A. de C.V.|S. de R.L. de C.V.|S.A.P.I. de C.V.", "Grupo|Comercializadora|Aceros|Plásticos|Refacciones", "com.mx", "Av. Hidalgo 1420, Col. Centro|Blvd. Díaz Ordaz 300 Pte.|Calle 8 No. 55, Fracc. Las Palmas", "C.P. 64000 Monterrey, N.L.|C.P. 44100 Guadalajara, Jal.|C.P. 72000 Puebla, Pue.", ("81", "dd dddd dddd", "+52"), ("33", "dd dddd dddd", "+52"), _ES_LABELS, "Líderes en el ramo|Servicio a todo el país", "RFC ABCddddddXYd", "Saludos cordiales,|Atentamente,", "Aviso de confidencialidad: la información de este correo es confidencial y para uso exclusivo del destinatario."),
    Land("US", "en", "Melanie Grant Yolanda Trevor Caitlin Russell Naomi Dwight", "Abernethy Brockway Castellano Dunleavy Eastwick Farnsworth Gallardo Haverford", "Sales Director|Vice President, Operations|Project Manager|Account Executive|Owner|Senior Structural Engineer|Managing Partner", "Marketing Department|Customer Success Team|Business Development", "LLC|Inc.|Corp.|Co.", "Consulting|Logistics|Manufacturing|Systems|Landscaping|Partners", "com", "1420 Commerce Blvd, Suite 210|88 W. Oak St|3300 Industrial Pkwy, Bldg C", "Columbus, OH 43215|Tempe, AZ 85281|Raleigh, NC 27601", ("614", "ddd-555-01dd", "+1"), ("480", "ddd-555-01dd", "+1"), _LATIN_LABELS, "Building better since 1988|We deliver, you relax.|Your growth, our mission", "Lic. #dddddd", "Best regards,|Thanks,", "This email and any attachments are confidential and intended solely for the addressee. If you have received it in error please delete it."),
    Land("DE", "de", "Heike Torsten Annegret Matthias Ulrike Jürgen Sabine Lennart", "Bergmann Dörfler Eichinger Grünwald Hölscher Krautheim Landgraf Osterloh", "Geschäftsführer|Leiterin Einkauf|Vertriebsleiter|Projektingenieurin|Prokurist", "Abteilung Export|Technischer Einkauf", "GmbH|GmbH & Co. KG|AG|e.K.", "Maschinenbau|Metallwerke|Logistik|Werkzeugbau|Elektrotechnik", "de", "Industriestr. 12|Am Hafen 3a|Lindenallee 45", "70565 Stuttgart|D-28199 Bremen|90402 Nürnberg", ("171", "ddd ddddddd", "+49"), ("711", "ddd ddd ddd", "+49"), _DE_LABELS, "Präzision seit 1923|Qualität, die verbindet", "USt-IdNr. DEddddddddd", "Mit freundlichen Grüßen|Viele Grüße", "Diese E-Mail enthält vertrauliche Informationen. Wenn Sie nicht der richtige Adressat sind, löschen Sie bitte diese Mail."),
    Land("FR", "fr", "Bérénice Gaël Hélène Olivier Pascale Rémy Solène Yannick", "Aubertin Bellanger Chauvet Delacourt Fauchon Guillemot Lacombe Pelissier", "Directrice commerciale|Responsable achats|Gérant|Ingénieur d'affaires|Chargée de communication", "Service Export|Direction technique", "SARL|SAS|S.A.", "Menuiserie|Transports|Imprimerie|Laboratoires", "fr", "12, rue des Carmes|45 avenue Jean Jaurès|ZA Les Portes du Sud", "35000 Rennes|69007 Lyon|33800 Bordeaux", ("6", "d dd dd dd dd", "+33"), ("2", "d dd dd dd dd", "+33"), _FR_LABELS, "Le savoir-faire depuis 1954|Votre partenaire de proximité", "SIRET ddd ddd ddd ddddd", "Cordialement,|Bien cordialement", "Ce message est confidentiel. Avant d'imprimer, pensez à l'environnement."),
    Land("CN", "zh-Hans", "志强 晓燕 文博 雅静 建华 雨桐 国平 丽娟 子豪 敏", "邹 谭 廖 范 蒋 魏 邱 曾 欧阳 上官", "总经理|销售经理|外贸业务员|采购主管|技术总监|区域销售总监", "市场部|国际贸易部|研发中心|采购部", "有限公司|股份有限公司|集团有限公司", "机电设备|进出口|精密模具|电子科技|食品", "com.cn", "海曙区中山西路{n}号汇金大厦{m}室|高新区科技路{n}号{m}栋|工业园区星湖街{n}号", "宁波市|苏州市|东莞市|青岛市", ("138", "ddd dddd dddd", "+86"), ("574", "ddd-dddddddd", "+86"), _ZH_LABELS, "诚信为本 质量第一|专业制造二十年|主营：五金 塑料 模具", "税号：91330200MAddddddXd|账号：6222 0230 dddd dddd ddd", "顺祝商祺！|祝好！", "本邮件及其附件含有保密信息，仅限于收件人使用。"),
)  # fmt: skip
_PINYIN = {"邹": "zou", "谭": "tan", "廖": "liao", "范": "fan", "蒋": "jiang", "魏": "wei", "邱": "qiu", "曾": "zeng", "欧阳": "ouyang", "上官": "shangguan"}  # fmt: skip
_BRANDS = ["Norvel", "Kestara", "Tiluna", "Brumex", "Altavor", "Quandil", "Ferrosa", "Melkor", "Sunvara", "Ostrin"]
_CHINESE_BRANDS = ["瑞恒", "昊泽", "金禾", "润达", "宏图", "天启", "博远", "佳诚", "东升", "华茂"]


_SLIPS = {"0": "O", "1": "l"}


def main() -> None:
    """Write the cards that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    for card in cards(asked.count, asked.seed):
        print(json.dumps(card, ensure_ascii=False))


def cards(count: int, seed: int) -> Iterator[Card]:
    """Yield invented cards, the languages by turns."""
    chance = Chance(seed)
    for number in range(count):
        group = ("zh", "es", "en")[number % 3]
        lands = [land for land in LANDS if (land.lang[:2] if land.lang[:2] in ("zh", "es") else "en") == group]
        yield _card(f"gen-{group}-{number:05}", chance.choice(lands), chance)


def _pick(text: str, chance: Chance, by: str = "|") -> str:
    return chance.choice(text.split(by) if by != " " else text.split())


def _digits(pattern: str, chance: Chance) -> str:
    return "".join(chance.choice("23456789") if sign == "d" else sign for sign in pattern)


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text.lower().replace("ß", "ss").replace("ø", "o"))
    return "".join(sign for sign in bare if sign.isascii() and sign.isalnum())


def _number(start: str, pattern: str, chance: Chance) -> str:
    digits = list(start)
    return "".join(
        (digits.pop(0) if digits else chance.choice("23456789")) if sign == "d" else sign for sign in pattern
    )


def _card(name: str, land: Land, chance: Chance) -> Card:
    """Return one card: its fields first, then how they are printed."""
    person, local = _person(land, chance)
    company, domain = _company(land, chance)
    card: Card = {"id": name, "lang": land.lang, "country": land.code, "name": person, "company": company}
    card["title"] = _pick(land.titles, chance)
    card["department"] = _pick(land.units, chance) if chance.random() < 0.25 else ""
    card["emails"] = [f"{local}@{domain}"] if chance.random() < 0.9 else []
    card["websites"] = [f"www.{domain}"] if chance.random() < 0.6 else []
    card.update(phones=[], postcode="", address="", wechat="", qq="")
    numbers = _phones(card, land, chance)
    place = _place(card, land, chance)
    contact = numbers + _hosts(card, land, chance)
    head = _head(card, land, chance)
    extras = [_pick(land.slogans, chance)] if chance.random() < 0.4 else []
    tax = [_digits(_pick(land.tax, chance), chance)] if chance.random() < 0.3 else []
    layout = chance.choice((_stacked, _firm_last, _scrambled, _piped, _columns, _signature))
    card["text"] = layout(head, extras, contact, place, tax, land, chance)
    if chance.random() < 0.1:
        card["text"] = _slips(card["text"], card, chance)
    return card


def _person(land: Land, chance: Chance) -> tuple[str, str]:
    given, family = _pick(land.given, chance, " "), _pick(land.family, chance, " ")
    if land.lang.startswith("zh"):
        return family + given, f"{_PINYIN[family]}{chance.choice(('', '88', '_sales', '2008'))}"
    second = f" {_pick(land.family, chance, ' ')}" if land.lang == "es" else ""
    initial = f" {chance.choice('ABCDEFGHJKLM')}." if land.code == "US" and chance.random() < 0.3 else ""
    local = chance.choice(
        (f"{_plain(given)}.{_plain(family)}", _plain(given)[0] + _plain(family), _plain(given), "info")
    )
    return f"{given}{initial} {family}{second}", local


def _company(land: Land, chance: Chance) -> tuple[str, str]:
    kind, form = _pick(land.kinds, chance), _pick(land.forms, chance)
    if land.lang.startswith("zh"):
        town, brand = _pick(land.towns, chance), chance.choice(_CHINESE_BRANDS)
        return f"{town}{brand}{kind}{form}", f"{chance.choice(_BRANDS).lower()}-cn.{land.tld}"
    brand = chance.choice(_BRANDS)
    company = f"{kind} {brand}" if land.lang in ("es", "fr") else f"{brand} {kind}"
    sep = ", " if form.endswith(".") and land.lang != "de" and chance.random() < 0.6 else " "
    company = f"{company}{sep}{form}"
    return company.upper() if chance.random() < 0.4 else company, f"{brand.lower()}.{land.tld}"


def _phones(card: Card, land: Land, chance: Chance) -> list[str]:
    """Add phone numbers to the card and return how they are printed."""
    lines = []
    for kind in chance.choice(
        (("mobile",), ("work",), ("work", "mobile"), ("work", "fax", "mobile"), ("mobile", "work"))
    ):
        start, pattern, code = land.mobile if kind == "mobile" else land.work
        national = _number(start, pattern, chance)
        digits = "".join(filter(str.isdigit, national))
        trunk = "0" if land.code in ("DE", "FR") or (land.code == "CN" and kind != "mobile") else ""
        printed = f"{code} {national}" if chance.random() < 0.5 else trunk + national
        if land.code in ("DE", "FR") and printed.startswith("+") and chance.random() < 0.3:
            printed = f"{code} (0){national}"
        ext = str(chance.randint(10, 999)) if kind == "work" and chance.random() < 0.2 else ""
        word = _pick(land.labels[kind], chance)
        label = (
            ""
            if kind != "fax" and land.code == "ES" and chance.random() < 0.2
            else word + chance.choice((": ", " ", ":", ". "))
        )
        tail = f" {_pick(land.labels['ext'], chance)} {ext}".replace(" - ", "-") if ext else ""
        if land.lang.startswith("zh") and kind == "mobile" and chance.random() < 0.3:
            tail = chance.choice(("（微信同号）", " 微信同号", "(微信同步)"))
            card["wechat"] = "".join(filter(str.isdigit, printed))
        card["phones"].append({"number": f"{code}{digits}" + (f";ext={ext}" if ext else ""), "type": kind})
        lines.append(f"{label}{printed}{tail}")
    return lines


def _place(card: Card, land: Land, chance: Chance) -> list[str]:
    if chance.random() < 0.15:
        return []
    town = _pick(land.towns, chance)
    if land.lang.startswith("zh"):
        card["address"] = town + _pick(land.streets, chance).format(n=chance.randint(10, 999), m=chance.randint(1, 30))
        card["postcode"] = _digits("3ddddd", chance) if chance.random() < 0.5 else ""
        return [
            "地址：" * chance.randint(0, 1) + card["address"],
            *([f"邮编：{card['postcode']}"] if card["postcode"] else []),
        ]
    street = _pick(land.streets, chance)
    card["address"] = f"{street}, {town}"
    words = town.replace("C.P. ", "").replace("D-", "").split()
    card["postcode"] = words[-1] if land.code == "US" else words[0]
    return [street, town] if chance.random() < 0.6 else [f"{street}, {town}"]


def _hosts(card: Card, land: Land, chance: Chance) -> list[str]:
    lines = []
    for kind, values in (("mail", card["emails"]), ("web", card["websites"])):
        for value in values:
            lines.append(value if chance.random() < 0.4 else f"{_pick(land.labels[kind], chance)}: {value}")
    return lines


def _head(card: Card, land: Land, chance: Chance) -> list[str]:
    """Return the lines of firm, name, title and department, the firm first."""
    name = card["name"]
    if land.lang.startswith("zh"):
        if chance.random() < 0.3 and len(name) <= 3:
            name = " ".join(name)
        if chance.random() < 0.3:
            return [card["company"], f"{name}  {card['title']}", *filter(None, [card["department"]])]
        title = f"{card['department']} {card['title']}".strip()
        return [card["company"], name, title]
    if chance.random() < 0.15:
        name = card["name"] = name.upper()
    printed = (
        f"{chance.choice(('Ing.', 'Dr.', 'Lic.'))} {name}" if chance.random() < 0.15 and land.lang == "es" else name
    )
    if chance.random() < 0.1:
        return [card["company"], f"{printed} | {card['title']}", *filter(None, [card["department"]])]
    return [card["company"], printed, card["title"], *filter(None, [card["department"]])]


Lines = list[str]


def _stacked(head: Lines, extras: Lines, contact: Lines, place: Lines, tax: Lines, land: Land, chance: Chance) -> str:
    return "\n".join([head[0], *extras, "", *head[1:], "", *place, *contact, *tax])


def _firm_last(head: Lines, extras: Lines, contact: Lines, place: Lines, tax: Lines, land: Land, chance: Chance) -> str:
    return "\n".join([*head[1:], "", *contact, "", head[0], *extras, *place, *tax])


def _scrambled(head: Lines, extras: Lines, contact: Lines, place: Lines, tax: Lines, land: Land, chance: Chance) -> str:
    blocks = [[head[0]], head[1:], *([line] for line in contact), place, tax, extras]
    chance.shuffle(blocks)
    return "\n".join(line for block in blocks for line in block)


def _piped(head: Lines, extras: Lines, contact: Lines, place: Lines, tax: Lines, land: Land, chance: Chance) -> str:
    bar = chance.choice((" | ", " • ", " · ", "  |  "))
    return "\n".join(filter(None, [*head, *extras, bar.join(contact), bar.join(place), *tax]))


def _columns(head: Lines, extras: Lines, contact: Lines, place: Lines, tax: Lines, land: Land, chance: Chance) -> str:
    right = [*contact, *[""] * len(place)]
    pairs = [f"{one:<44}{other}".rstrip() for one, other in zip(place, right, strict=False)]
    return "\n".join([*head, *pairs, *right[len(place) :], *extras, *tax])


def _signature(head: Lines, extras: Lines, contact: Lines, place: Lines, tax: Lines, land: Land, chance: Chance) -> str:
    return "\n".join(
        [
            _pick(land.closing, chance),
            "",
            *head[1:],
            head[0],
            " | ".join(contact),
            ", ".join(place),
            "",
            land.disclaimer,
        ]
    )


def _slips(text: str, card: Card, chance: Chance) -> str:
    """Return the text with some digits of its numbers misread, as a camera does."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if (
            sum(map(str.isdigit, line)) >= 8
            and "@" not in line
            and card["postcode"] not in line.split()
            and ":" in line
        ):
            lines[number] = "".join(_SLIPS.get(sign, sign) if chance.random() < 0.4 else sign for sign in line)
    return "\n".join(lines)


if __name__ == "__main__":
    main()
