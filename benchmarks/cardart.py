"""Draws business cards, and photographs of them as a hand takes them: askew, blurred, with glare, turned."""

import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "C:/Windows/Fonts")
_CHINESE = (
    *("NotoSansCJK-Regular", "NotoSerifCJK-Regular", "NotoSansSC", "SourceHanSans", "wqy-microhei", "wqy-zenhei"),
    *("DroidSansFallback", "PingFang", "msyh", "simsun", "simhei"),
)
_LATIN = ("LiberationSans-Regular", "LiberationSerif-Regular", "DejaVuSans", "DejaVuSerif", "Arial", "Helvetica")

ZH_NAMES = (
    "陈志鹏",
    "王磊",
    "李秀英",
    "欧阳若兰",
    "赵文博",
    "黄晓明",
    "司马青",
    "林嘉怡",
    "周子轩",
    "吴佩玲",
    "郑海涛",
    "冯思远",
)
ZH_PLACES = ("深圳市", "广州", "苏州", "宁波海曙", "佛山市南海", "东莞", "青岛", "厦门")
ZH_MARKS = ("恒启", "锐达", "卓凡", "格致", "博远", "金桥", "海韵", "鼎晟", "泰和", "云岭")
ZH_TRADES = ("机电设备", "五金制品", "精密模具", "进出口", "电子科技", "家具", "纺织", "包装材料")
ZH_TITLES = ("销售经理", "外贸业务经理", "总经理", "采购主管", "技术总监", "市场部经理", "董事长", "工程师")
ZH_ROADS = ("和顺大道", "人民路", "中山西路", "科技园南路", "解放北路", "工业三路")
ES_FIRST = ("María", "José", "Lucía", "Íñigo", "Carmen", "Álvaro", "Sofía", "Andrés", "Belén", "Joaquín")
ES_LAST = ("Ortega", "Ruiz", "Núñez", "Ibarra", "García", "Peña", "Muñoz", "Quiroga", "Echeverría", "Solís")
ES_FIRMS = ("Talleres", "Bodegas", "Suministros", "Maquinaria", "Cerámicas", "Riegos")
ES_FORMS = ("S.L.", "S.A.", "S.L.U.", "S.A. de C.V.")
ES_TITLES = ("Jefa de Compras", "Director Comercial", "Gerente General", "Responsable de Ventas", "Administradora")
ES_CITIES = (("28906", "Getafe (Madrid)"), ("48001", "Bilbao"), ("46020", "Valencia"), ("41010", "Sevilla"))
EN_FIRST = ("Rupert", "Gwendolyn", "Priya", "Samuel", "Olivia", "Desmond", "Harriet", "Colin", "Fiona", "Marcus")
EN_LAST = (
    "Cavendish",
    "Tsui",
    "Maheshwari",
    "Okafor",
    "Whitfield",
    "Lindqvist",
    "Abernathy",
    "Brennan",
    "Thornbury",
    "Adeyemi",
)
EN_FIRMS = ("Fennimore", "Northridge", "Halcyon", "Brightwater", "Stonegate", "Kestrel")
EN_TRADES = ("Geoscience", "Polymers", "Logistics", "Instruments", "Marine", "Textiles")
EN_FORMS = ("Ltd", "Inc.", "LLP", "GmbH", "Pvt. Ltd.")
EN_TITLES = ("Sales Manager", "Associate Partner", "Head of Procurement", "Managing Director", "Account Executive")


class Drawn(NamedTuple):
    """A card to draw: its language, its lines as (text, size, column), and what a reader is to find on it."""

    lang: str
    lines: list[tuple[str, float, int]]
    fields: dict[str, Any]


def fonts(names: tuple[str, ...]) -> list[Path]:
    """Return the font files on this machine that have these names, those named first first."""
    files = [one for folder in _FOLDERS for one in Path(folder).rglob("*.[to]t[fc]")] if names else []
    return [file for name in names for file in files if file.stem == name]


def chinese_fonts() -> list[Path]:
    """Return the fonts with Chinese characters on this machine."""
    return fonts(_CHINESE)


@cache
def _font(path: str, size: int) -> Any:
    return ImageFont.truetype(path, size)


def invent(lang: str, rng: random.Random) -> Drawn:
    """Return a card of nobody, in Chinese (zh), Spanish (es) or English (en)."""
    return {"zh": _chinese, "es": _spanish, "en": _english}[lang](rng)


def _digits(rng: random.Random, count: int) -> str:
    return "".join(rng.choice("0123456789") for _place in range(count))


def _chinese(rng: random.Random) -> Drawn:
    name, title = rng.choice(ZH_NAMES), rng.choice(ZH_TITLES)
    company = f"{rng.choice(ZH_PLACES)}{rng.choice(ZH_MARKS)}{rng.choice(ZH_TRADES)}有限公司"
    mobile, area, local = f"13{_digits(rng, 9)}", rng.choice(("0755", "0757", "0574")), f"8{_digits(rng, 7)}"
    site = f"{rng.choice(('ruida', 'hengqi', 'zhuofan', 'boyuan'))}-{rng.choice(('cn', 'tech', 'trade'))}.com"
    email = f"{rng.choice(('sales', 'chen.zp', 'wanglei88', 'info_hk'))}@{site}"
    address = f"{rng.choice(ZH_PLACES)}{rng.choice(ZH_ROADS)}{rng.randint(2, 980)}号"
    wide = rng.random() < 0.4
    lines = [(company, 1.35, 0)]
    lines += [(f"{name}  {title}", 1.3, 0)] if wide else [(name, 1.7, 0), (title, 1.0, 0)]
    column = rng.choice((0, 0, 1))
    spaced = f"{mobile[:3]} {mobile[3:7]} {mobile[7:]}"
    lines += [
        (f"{rng.choice(('手机', 'Mobile', '手机/Mob'))}：{spaced}", 1.0, column),
        (f"电话：{area}-{local}", 1.0, column),
        (f"{rng.choice(('邮箱', 'E-mail'))}: {email}", 1.0, column),
        (f"网址：www.{site}", 1.0, column),
        (f"地址：{address}", 1.0, 0),
    ]
    phones = {"+86" + mobile, f"+86{area[1:]}{local}"}
    fields = {"name": name, "company": company, "title": title, "phones": phones, "emails": {email}}
    return Drawn("zh", lines, {**fields, "websites": {f"www.{site}"}})


def _latin(
    lang: str, rng: random.Random, who: dict[str, str], lines: list[tuple[str, float, int]], **more: Any
) -> Drawn:
    order = [(who["company"], 1.3, 0), (who["name"], 1.5, 0), (who["title"], 1.0, 0)]
    if rng.random() < 0.4:
        order = [*order[1:], order[0]]
    fields = {key: who[key] for key in ("name", "company", "title")}
    return Drawn(lang, [*order, *lines], {**fields, **more})


def _spanish(rng: random.Random) -> Drawn:
    first, one, two = rng.choice(ES_FIRST), rng.choice(ES_LAST), rng.choice(ES_LAST)
    mark = rng.choice(ES_LAST)
    who = {"name": f"{first} {one} {two}", "title": rng.choice(ES_TITLES)}
    who["company"] = f"{rng.choice(ES_FIRMS)} {mark} {rng.choice(ES_FORMS)}"
    mobile, fixed = f"6{_digits(rng, 8)}", f"91{_digits(rng, 7)}"
    site = f"{_plain(mark)}{rng.choice(('grupo', 'ind', 'es'))}.es"
    email = f"{_plain(first)}.{_plain(one)}@{site}"
    postcode, city = rng.choice(ES_CITIES)
    column = rng.choice((0, 0, 1))
    lines = [
        (f"Tel. {fixed[:2]} {fixed[2:5]} {fixed[5:7]} {fixed[7:]}", 1.0, column),
        (f"Móvil {mobile[:3]} {mobile[3:5]} {mobile[5:7]} {mobile[7:]}", 1.0, column),
        (email, 1.0, column),
        (f"www.{site}", 1.0, column),
        (f"Calle Mayor {rng.randint(1, 99)}, {postcode} {city}", 1.0, 0),
    ]
    phones = {"+34" + mobile, "+34" + fixed}
    return _latin("es", rng, who, lines, phones=phones, emails={email}, websites={f"www.{site}"})


def _english(rng: random.Random) -> Drawn:
    first, last = rng.choice(EN_FIRST), rng.choice(EN_LAST)
    mark, trade = rng.choice(EN_FIRMS), rng.choice(EN_TRADES)
    who = {"name": f"{first} {last}", "title": rng.choice(EN_TITLES)}
    who["company"] = f"{mark} {trade} {rng.choice(EN_FORMS)}"
    fixed, mobile = f"20794{_digits(rng, 5)}", f"7700900{_digits(rng, 3)}"
    site = f"{mark.lower()}{trade.lower()}.co.uk"
    email = f"{first[0].lower()}.{last.lower()}@{site}"
    column = rng.choice((0, 0, 1))
    lines = [
        (f"T  +44 (0)20 {fixed[2:6]} {fixed[6:]}", 1.0, column),
        (f"M  +44 {mobile[:4]} {mobile[4:]}", 1.0, column),
        (email, 1.0, column),
        (f"www.{site}", 1.0, column),
        (f"{rng.randint(1, 200)} Bedford Row, London WC1R 4ED", 1.0, 0),
    ]
    phones = {"+44" + mobile, "+44" + fixed}
    return _latin("en", rng, who, lines, phones=phones, emails={email}, websites={f"www.{site}"})


def _plain(word: str) -> str:
    return word.lower().translate(str.maketrans("áéíóúñü", "aeiounu"))


def draw(card: Drawn, rng: random.Random, *, width: int = 1050, size: int = 30) -> Any:
    """Return the card drawn on paper of its own colour, 5 to 3."""
    names = chinese_fonts() if card.lang == "zh" else fonts(_LATIN)
    if not names:
        raise SystemExit(f"no font for {card.lang} on this machine")
    font = str(rng.choice(names[:4]))
    dark = rng.random() < 0.2
    ink, paper = ((235, 235, 230), (25, 45, 70)) if dark else ((35, 35, 45), (250, 248, 242))
    image = Image.new("RGB", (width, width * 3 // 5), paper)
    pen = ImageDraw.Draw(image)
    tops, middle = [width // 18, 0], width // 2
    for place, (text, scale, column) in enumerate(card.lines):
        if column and not tops[1]:
            tops[1] = tops[0] + size
        if not column and place and tops[1]:
            tops[0] = max(tops)
        height, left = int(size * scale), middle if column else width // 18
        while _font(font, height).getlength(text) > width - left - width // 30:
            height -= 1
        pen.text((left, tops[column]), text, ink, _font(font, height))
        tops[column] += int(height * 1.45)
    return image


def _askew(image: Any, rng: random.Random, strength: float) -> Any:
    """Return the card as it is seen from the side."""
    width, height = image.size
    corners = [(0, 0), (0, height), (width, height), (width, 0)]
    moved = [(x + rng.uniform(0, strength) * width, y + rng.uniform(0, strength) * height) for x, y in corners]
    quad = [value for corner in moved for value in corner]
    return image.transform(image.size, Image.Transform.QUAD, quad, Image.Resampling.BICUBIC, fillcolor=(105, 92, 80))


def _glare(image: Any, rng: random.Random, strength: float) -> Any:
    """Return the picture with a lamp reflected in it."""
    light = Image.radial_gradient("L").resize((image.width, image.height))
    light = ImageChops.invert(light).point(lambda value: int(max(0, value - 110) * strength))
    light = ImageChops.offset(
        light, rng.randint(-image.width // 3, image.width // 3), rng.randint(0, image.height // 4)
    )
    return ImageChops.add(image, Image.merge("RGB", (light,) * 3))


def photograph(card: Any, rng: random.Random, *, hard: bool, turn: int = 0, width: int = 2400) -> Any:
    """Return a photo of a drawn card on a table; a `hard` one is blurred, askew, and has glare. `turn` in degrees."""
    scene = Image.new("RGB", (width, width * 3 // 4), (105, 92, 80))
    wide = int(width * rng.uniform(0.55, 0.85))
    paper = card.resize((wide, wide * card.height // card.width), Image.Resampling.LANCZOS)
    if hard:
        paper = _askew(paper, rng, 0.05)
    tilt = rng.uniform(-9, 9) if hard else rng.uniform(-2, 2)
    paper = paper.rotate(tilt, Image.Resampling.BICUBIC, expand=True, fillcolor=(105, 92, 80))
    scene.paste(paper, ((scene.width - paper.width) // 2, (scene.height - paper.height) // 2))
    scene = scene.rotate(turn, expand=True)
    if hard:
        scene = _glare(scene, rng, rng.uniform(0.4, 0.9))
        scene = scene.filter(ImageFilter.GaussianBlur(rng.uniform(1.2, 2.6)))
        noise = Image.effect_noise(scene.size, rng.uniform(8, 22)).convert("RGB")
        scene = Image.blend(scene, noise, 0.08)
    return scene.filter(ImageFilter.GaussianBlur(0.7))


def series(count: int, seed: int, langs: tuple[str, ...] = ("zh", "es", "en")) -> Iterator[tuple[Drawn, str, Any]]:
    """Yield (card, how it was taken, photo): a scan, an easy photo, a hard one, one turned, in each language."""
    rng = random.Random(seed)
    for place in range(count):
        card = invent(langs[place % len(langs)], rng)
        paper = draw(card, rng)
        how = ("scan", "photo", "hard", "turned")[place // len(langs) % 4]
        turn = rng.choice((90, 180, 270)) if how == "turned" else 0
        yield card, how, paper if how == "scan" else photograph(paper, rng, hard=how == "hard", turn=turn)
