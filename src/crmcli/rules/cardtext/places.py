"""Addresses and postcodes."""

import re
from collections.abc import Sequence
from functools import cache

from crmcli.rules.cardtext import chinese
from crmcli.rules.cardtext.pieces import Piece
from crmcli.rules.cardtext.rows import HAS_CJK, Row

_LABELLED = re.compile(
    r"(?:(?<![a-z])(?:c\.? ?p\.?|c[o0]d(?:igo)?\.? ?postal|plz|postleitzahl|cep|c\.?a\.?p\.?(?= ?:? ?\d{5})|p\.? ?c\.?(?= ?[:：]? ?\d)|pin ?(?:code)?|zip ?(?:code)?|post ?code|postal code|posta kodu|p\.? ?k\.?|psc|postnr|postcode|kod pocztowy|code postal|post)(?![a-z])|邮 {0,4}政 {0,4}编 {0,4}码|郵 {0,4}政 {0,4}編 {0,4}碼|郵 {0,4}遞 {0,4}區 {0,4}號|邮 {0,6}[编码]|郵 {0,6}[編碼]|우편번호|〒|郵便番号)"
    r"(?: ?[/(]? ?(?:p\.? ?c\.?|zip(?: ?code)?|post ?code|postal code|p\.?o\.?)[)]?)?[ .:：#\-–]{0,4}(?P<code>[a-z]?\d[\d]{2,6}(?:[ -]\d{2,4})?(?:[a-z]{2,3})?(?![\da-z])|[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2})"
)
# How each country writes it, where an address has it without a label.
_SHAPES = {
    "GB": r"(?<![a-z0-9])[a-z]{1,2}\d[a-z\d]? ?\d[abd-hjlnp-uw-z]{2}(?![a-z0-9])", "CA": r"(?<![a-z0-9])[abceghj-npr-tvxy]\d[a-z] ?\d[a-z]\d(?![a-z0-9])", "IE": r"(?<![a-z0-9])(?:[acdefhknprtvwxy]\d[\dw]) ?[acdefhknprtvwxy\d]{4}(?![a-z0-9])",
    "NL": r"(?<![\d])[1-9]\d{3} ?[a-z]{2}(?![a-z])", "BR": r"(?<!\d)\d{2}\.?\d{3}-\d{3}(?!\d)", "PT": r"(?<!\d)\d{4}-\d{3}(?!\d)", "PL": r"(?<![\w-])\d{2}-\d{3}(?![\d-])", "JP": r"(?<!\d)\d{3}[-－]\d{4}(?![\d-])", "IN": r"(?<!\d)[1-8]\d{2} ?\d{3}(?![\d-])",
    "AR": r"(?<![a-z0-9])(?:[a-z]\d{4}[a-z]{3}|[a-z]?\d{4})(?![a-z0-9])", "CZ": r"(?<!\d)\d{3} ?\d{2}(?!\d)", "SK": r"(?<!\d)\d{3} ?\d{2}(?!\d)", "SE": r"(?<!\d)\d{3} ?\d{2}(?!\d)", "GR": r"(?<!\d)\d{3} ?\d{2}(?!\d)",
    **dict.fromkeys(("AU", "NZ"), r"(?<![\d./-])\d{4}(?![\d./-])"),
    "US": r"(?<!\d)\d{5}(?:-\d{4})?(?![\d-])", "CL": r"(?<!\d)\d{7}(?!\d)", "TW": r"^\(?\d{3}(?:\d{2,3})?(?![\d-])|(?<!\d)\d{5,6}(?!\d)(?=[^\d]*$)",
    **dict.fromkeys(("CN", "RU", "SG", "RO", "CO", "EC", "VN", "KZ", "BY"), r"(?<![\d-])\d{6}(?![\d-])"),
    **dict.fromkeys(("ES", "DE", "FR", "IT", "MX", "TR", "PE", "FI", "HR", "RS", "MY", "TH", "ID", "UA", "KR", "EG", "MA", "SA", "UY", "CR", "EE", "LT", "CU", "GT", "DO", "PR", "LK", "PK"), r"(?<![\d/-])\d{5}(?![\d/-])"),
    **dict.fromkeys(("AT", "CH", "BE", "DK", "NO", "HU", "LU", "ZA", "BG", "SI", "PH", "VE", "TN", "PY", "LV"), r"(?<![\d./-])[1-9]\d{3}(?![\d./-])"),
}  # fmt: skip
_PREFIXED = re.compile(
    r"(?<![a-z])(?:d|f|i|e|a|ch|b|l|dk|s|se|n|fi|fin|cz|sk|h|hu|pl|nl|no|pt|gr|lv|lt|ee|hr|si|ro|bg|md|mc)[-–] ?(?P<code>\d{4,5}|\d{3} ?\d{2}|\d{2}-\d{3}|\d{4} ?[a-z]{2})(?![\d])"
)
_ROOM = re.compile(
    r"(?:#|(?<![a-z])(?:no|nr|n[°º]|oficina|office|ofc|despacho|apartamento|apto|apart|int|interior|depto|dpto|dep|casa|torre|edificio|edif|zona|sector|manzana|mz|bloque|bodega|modulo|puesto|planta|etage|sala|conj|andar|loja|hab|zimmer|top|stiege|suite|ste|unit|room|rm|apt|of|km|plot|lote|local|nave|parcela|piso|box|postfach|apartado|apdo|bp|cs|stand|booth|since|est|seit|desde|depuis|dal|sinds|anno|founded))\.? ?:? ?$"
)


@cache
def _words() -> tuple[frozenset[str], tuple[str, ...], frozenset[str]]:
    from crmcli.rules.cardtext.words import places

    towns = frozenset(word for words in places.COUNTRY_WORDS.values() for word in words.split())
    return places.STREET_WORDS, places.STREET_ENDS, towns


# A year since when, a licence, a network's name: what has a number or a town and is no address.
_NO_ADDRESS = re.compile(
    r"(?<![^\W\d_])(?:desde|since|depuis|seit|sinds|dal|established|est\.|fundad[oa]|founded|fondee?|gegrundet|anno|od) ?(?:en |in |el )?(?:1[6-9]|20)\d\d"
    r"|^(?:col(?:egiad[oa])?|reg|lic|mat|licen[cs]e|ced|cbp|cmp|cop|cip|cap|maec|n[º°o]\.? (?:maec|col)|crea|oab|crm)\b.{0,16}\d{3}|^[a-z]{2}/\d+$|^@|\biso ?\d|certified|certificad"
)


def may_lead(low: str) -> bool:
    """Say whether a line in small letters has a word of streets or a number, as the line above the town's has."""
    streets, ends, _towns = _words()
    words = re.findall(r"[^\W\d_]+", low)
    return not _NO_ADDRESS.search(low) and (
        any(word in streets and len(word) > 1 for word in words)
        or any(len(word) > 5 and word.endswith(ends) for word in words)
        or bool(re.search(r"\d|,|\bs/n\b|z\. ?[ai]\.", low))
    )


def all_known(words: Sequence[str], text: str) -> bool:
    """Say whether all words are towns, regions and countries, or the small ones between them."""
    _streets, _ends, towns = _words()
    small = (
        "a",
        "s",
        "edo",
        "dpto",
        "prov",
        "provincia",
        "region",
        "de",
        "del",
        "la",
        "el",
        "los",
        "las",
        "the",
        "y",
        "d",
        "c",
    )
    return bool(text) and any(word in towns for word in words) and all(word in towns or word in small for word in words)


def address_score(piece: Piece, countries: Sequence[str]) -> float:
    """Return how much a piece looks like a line of an address, from 0 to 9."""
    if piece.label == "place":
        return 9
    if piece.cjk:
        return 6 if chinese.is_address(piece.text) else 0
    if _NO_ADDRESS.search(piece.low):
        return 0
    streets, ends, towns = _words()
    words = re.findall(r"[^\W\d_]+", piece.low)
    digits = bool(re.search(r"\d|\bs/n\b", piece.low))
    street = sum(1 for word in words if word in streets and len(word) > 1)
    compound = any(
        (len(word) > 5 and word.endswith(ends)) or (word in ("c", "s") and re.search(rf"\b{word}/", piece.low))
        for word in words
    )
    town = sum(1 for word in words if word in towns)
    score = 3.0 * bool(street and digits) + 2.5 * bool(compound and digits) + 1.2 * min(town, 2) + 0.5 * (street > 1)
    score += 3.0 * bool(postcode_in(piece.low, countries)) + 1.5 * bool(
        re.search(
            r"\bs/n\b|(?<!\w)#|n[°º] ?\d|\bkm\.? ?\d|^\d{1,5}[a-z]?[,]? [^\W\d]|[^\W\d],? \d{1,4}[a-z]?(?:$|,)",
            piece.low,
        )
        and digits
    )
    if (
        re.match(r"(?:c/|calle |av\.? |avda|rua |rue |via |ul\. |str\. |ctra|cra\.? |p[o0]l\. )", piece.low)
        and not digits
    ):
        score += 2.5
    if re.match(
        r"p\.? ?o\.? ?box|p\.? ?o\.? ?b\b|postfach|box \d|boks \d|pb \d|pl \d|post ?box|postbus|caixa postal|skr|apartado|apdo|casilla|b\.?p\.? \d",
        piece.low,
    ):
        score += 4
    return score


def postcode_in(text: str, countries: Sequence[str]) -> str:
    """Return the postcode that stands in a line of an address, as printed there in small letters; "" without one."""
    prefixed = _PREFIXED.search(text)
    if prefixed:
        return prefixed.group("code")
    for country in countries[:2]:
        shape = _SHAPES.get(country, "")
        found = (
            [match for match in re.finditer(shape, text) if not _ROOM.search(text[: match.start()])] if shape else []
        )
        if country in (
            "AT",
            "CH",
            "BE",
            "DK",
            "NO",
            "HU",
            "AU",
            "NZ",
            "LU",
            "ZA",
            "AR",
            "BG",
            "SI",
            "PH",
            "VE",
            "TN",
            "PY",
            "LV",
        ):
            found = [match for match in found if _stands_by_town(text, match)]
        if found:
            return found[-1].group() if country not in ("FR", "DE", "IT", "ES") else found[0].group()
    return ""


def _stands_by_town(text: str, match: re.Match[str]) -> bool:
    """Say whether a number of four digits is likelier a postcode than a house number: in front of the town, or after the state."""
    before, behind = text[: match.start()].rstrip(), text[match.end() :]
    if len(match.group()) > 5:
        return True
    begins = (
        not before
        or re.search(r"(?:^|[ ,])(?:b|d|f|a|ch|l|dk|n|i|e|h|cz)$", before)
        or before.endswith((",", "-", "–", "•", "·", "|", "(", "/"))
    )
    return (
        (bool(begins) and bool(re.match(r",? [^\W\d_]{2}|\)", behind)))
        or bool(re.search(r"(?:nsw|vic|qld|wa|sa|tas|act|[^\W\d_]{4,}),?$", before) and not behind.strip(" ,.)"))
        or bool(re.search(r"[a-z]+ \d{4},? (?:australia|new zealand|south africa|philippines)", text))
    )


def postcode(rows: list[Row], address: list[Piece], countries: Sequence[str]) -> str:
    """Return the postcode as printed: with a label anywhere, else by the shape of the country in the address."""
    for row in rows:
        for match in _LABELLED.finditer(row.low):
            if _fits(match, row, countries):
                return row.text[slice(*match.span("code"))].strip()
    for country in countries[:2]:
        for piece in sorted(address, key=lambda one: (one.cjk is False, one.row)):
            if code := postcode_in(piece.low, (country,)):
                at = piece.low.find(code)
                return piece.text[at : at + len(code)].strip(" (")
    for country in countries[:1]:
        for piece in address:
            # A camera's letters in a number.
            mended = _NUMBER.sub(lambda match: match.group().translate(_LETTERS), piece.low)
            if mended != piece.low and (code := postcode_in(mended, (country,))):
                return code
    return ""


_CHINESE_LABEL = re.compile(
    r"(?:邮 {0,4}政 {0,4}编 {0,4}码|郵 {0,4}政 {0,4}編 {0,4}碼|郵 {0,4}遞 {0,4}區 {0,4}號|邮 {0,6}[编码]|郵 {0,6}[編碼]|우편번호)(?: ?[/(]? ?(?:p\.? ?c\.?|zip(?: ?code)?|post ?code|postal code|p\.?o\.?)[)]?)?[ .:：]{0,3}(?P<code>[\doil]{3,6}(?![\da-z]))"
)


_LETTERS = str.maketrans("oil", "011")
_NUMBER = re.compile(r"(?<![^\W_])(?=[oil]*\d[\doil]*\d)[\doil]{4,6}(?![^\W_])")


def labelled_chinese(rows: list[Row]) -> str:
    """Return the postcode behind a Chinese label, and claim it, "" without one."""
    found = ""
    for row in rows:
        for match in _CHINESE_LABEL.finditer(row.low):
            if row.is_free(*match.span()):
                row.claim(*match.span())
                found = found or match.group("code").translate(_LETTERS)
    return found


def _fits(match: re.Match[str], row: Row, countries: Sequence[str]) -> bool:
    code = match.group("code")
    digits = sum(map(str.isdigit, code))
    label = re.sub(r"[^a-z]", "", match.group()[: match.start("code") - match.start()])
    if label in ("cp", "post", "pk", "pc") and HAS_CJK.search(match.group()) is None and not 4 <= digits <= 6:
        return False
    return 3 <= digits <= 8 and row.is_free(*match.span("code"))


def without_postcode(text: str, code: str) -> str:
    """Return a Chinese address without the postcode printed before or behind it."""
    label = r"(?:邮政编码|郵政編碼|郵遞區號|邮编|郵編|〒|우편번호)?[ :：]*"
    if code and HAS_CJK.search(text):
        bare = re.sub(
            rf"^[(（]?{label}{re.escape(code)}[)）]?[ ,，]*|[ ,，(（]*{label}{re.escape(code)}[)）]?$", "", text
        ).strip(" ,，()（）")
        return bare or text
    return text
