"""Which country a card comes from: by its codes, its hosts, its address, its legal forms, its language."""

import re
from collections import Counter
from functools import cache

from crmcli.rules.cardtext.latin import legal_form
from crmcli.rules.cardtext.rows import HAS_CJK, Row

_PLUS = re.compile(r"(?:\+|(?<!\d)(?<!\d[ .,-])00(?=[ (]?[1-9]))[ (]{0,2}(\d[\d ()\-.]{2,10})")
_BRACKETED = re.compile(r"\((852|853|886|86|65|60|82|81|66|84|62)\)")
_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_])*")
_REGIONS = {
    "cat": "ES",
    "eus": "ES",
    "gal": "ES",
    "scot": "GB",
    "wales": "GB",
    "cymru": "GB",
    "london": "GB",
    "berlin": "DE",
    "bayern": "DE",
    "koeln": "DE",
    "hamburg": "DE",
    "wien": "AT",
    "tirol": "AT",
    "swiss": "CH",
    "paris": "FR",
    "bzh": "FR",
    "frl": "NL",
    "amsterdam": "NL",
    "gent": "BE",
    "vlaanderen": "BE",
    "brussels": "BE",
    "nyc": "US",
    "quebec": "CA",
    "tokyo": "JP",
    "sydney": "AU",
    "melbourne": "AU",
}
_TLDS_NOT_COUNTRIES = frozenset("co io me tv ai cc ws to fm am la".split())
_POSTCODES = (
    (re.compile(r"(?<![^\W\d_])bs\.? ?as\.?(?![^\W\d_])|(?<!\d)\(?0\d{2,4}\)? ?15-?\d"), "AR", 3.0),
    (re.compile(r"(?<![\d+.])[6-9]\d{2} \d{2} \d{2} \d{2}(?! ?\d)"), "ES", 1.0),
    (re.compile(r"(?<![\d+.])[6-9]\d{2} \d{3} \d{3}(?! ?\d)"), "ES", 0.4),
    (re.compile(r"(?<![^\W\d_])(?:n\. ?l\.|s\. ?l\. ?p\.|q\. ?roo|b\. ?c\. ?s\.|edo\. (?:de )?mex|(?<=\d )(?:pte|ote|nte)\.|fracc\.|(?<=, )col\.)"), "MX", 2.0),
    (re.compile(r"(?<![a-z0-9])[a-z]{1,2}\d[a-z\d]? ?\d[abd-hjlnp-uw-z]{2}(?![a-z0-9])"), "GB", 4.0),
    (re.compile(r"(?<![a-z0-9])[abceghj-npr-tvxy]\d[a-z] ?\d[a-z]\d(?![a-z0-9])"), "CA", 4.0),
    (re.compile(r"(?<![a-z])(?:a[lkzr]|c[aot]|d[ec]|fl|ga|hi|i[dlna]|k[sy]|la|m[deainsot]|n[evhjmycd]|o[hkr]|pa|ri|s[cd]|t[nx]|ut|v[ta]|w[aviy]) \d{5}(?:-\d{4})?(?!\d)"), "US", 4.0),
    (re.compile(r"(?<!\d)\d{5}-\d{3}(?!\d)"), "BR", 4.0),
    (re.compile(r"(?<![\d-])\d{4}-\d{3}(?=,? ?[^\W\d]{3})"), "PT", 2.5),
    (re.compile(r"(?<!\d)\d{2}-\d{3} [^\W\d]"), "PL", 3.5),
    (re.compile(r"(?<![\d.])[1-9]\d{3} ?[a-z]{2},? [^\W\d]"), "NL", 1.5),
    (re.compile(r"(?<![a-z0-9])[acdefhknprtvwxy]\d[\dw] ?[acdefhknprtvwxy\d]{4}(?![a-z0-9])"), "IE", 2.0),
    (re.compile(r"(?<![a-z])d-\d{5}"), "DE", 4.0), (re.compile(r"(?<![a-z])f-\d{5}"), "FR", 4.0), (re.compile(r"(?<![a-z])i-\d{5}"), "IT", 4.0), (re.compile(r"(?<![a-z])e-\d{5}"), "ES", 4.0),
    (re.compile(r"(?<![a-z])a-\d{4}(?!\d)"), "AT", 4.0), (re.compile(r"(?<![a-z])ch-\d{4}(?!\d)"), "CH", 4.0), (re.compile(r"(?<![a-z])b-\d{4}(?!\d)"), "BE", 4.0), (re.compile(r"(?<![a-z])l-\d{4}(?!\d)"), "LU", 4.0),
    (re.compile(r"(?<![a-z])(?:dk)-\d{4}(?!\d)"), "DK", 4.0), (re.compile(r"(?<![a-z])(?:se?)-\d{3} ?\d{2}(?!\d)"), "SE", 4.0), (re.compile(r"〒 ?\d{3}"), "JP", 5.0), (re.compile(r"(?<![a-z0-9])[a-z]\d{4}[a-z]{3}(?![a-z0-9])"), "AR", 4.0),
    (re.compile(r"(?<![a-z])(?:nsw|vic|qld|wa|sa|tas|act) \d{4}(?!\d)"), "AU", 4.0), (re.compile(r"(?<!\d)\d{5} [^\W\d].{2,25}\((?:[a-z]{2})\)"), "IT", 2.5), (re.compile(r"(?<!\d)\d{3} \d{3}(?= ?,? ?\(|,? india)"), "IN", 2.0),
    (re.compile(r"(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)"), "CN", 2.0), (re.compile(r"(?<!\d)09\d{2}[ -]\d{3}[ -]\d{3}(?!\d)"), "TW", 2.0), (re.compile(r"\(0[2-8]\) ?\d{4}-\d{4}"), "TW", 1.5), (re.compile(r"(?<!\d)010-\d{4}-\d{4}"), "KR", 4.0),
    (re.compile(r"(?<!\d)0[789]0-\d{4}-\d{4}"), "JP", 4.0), (re.compile(r"\(\d{2}\) ?9\d{4}[- .]\d{4}"), "BR", 4.0), (re.compile(r"\(\d{3}\) ?\d{3}[- .]\d{4}"), "US", 0.8), (re.compile(r"(?<![\d+])\d{3}[-.]\d{3}[-.]\d{4}(?!\d)"), "US", 1.2), (re.compile(r"(?<![\d+])0[1-9](?:[ .]\d\d){4}(?!\d)"), "FR", 3.0),
    (re.compile(r"(?<![a-z])(?:ul|al|pl)\. [^\W\d]"), "PL", 2.0), (re.compile(r"(?<![a-z])(?:cra|cll|calle|carrera|kra|cl)\.? ?\d+[a-z]? ?(?:#|n[o°º]\.?)"), "CO", 4.0), (re.compile(r"(?<!\d)0800 \d{3}"), "GB", 0.3), (re.compile(r"/[a-z]{2} ?[-–] ?(?:cep)?"), "BR", 0.4),
    (re.compile(r"[^\W\d]{3,}\)? ?[-–] ?[1-8]\d{2} ?\d{3}(?=[.,)]|$| ?\(| [a-z])"), "IN", 3.0), (re.compile(r"(?<![\d+-])[6-9]\d{4} \d{5}(?!\d)"), "IN", 2.0), (re.compile(r"(?<![a-z])(?:d\. ?no|h\. ?no|door no|shop no|plot no|s\. ?no|opp)[. ]"), "IN", 1.0), (re.compile(r"(?<!\d)09\d{2} \d{3} ?\d{4}(?!\d)"), "PH", 0.6),
    (re.compile(r"(?<!\d)(?:07[5789][ /]\d{3} \d\d \d\d)(?!\d)"), "CH", 2.0), (re.compile(r"(?<!\d)06[ -]\d{8}(?!\d)"), "NL", 2.0), (re.compile(r"(?<!\d)04\d\d ?/ ?\d\d[ .]?\d\d[ .]?\d\d"), "BE", 3.0), (re.compile(r"(?<!\d)06[5-9]\d ?/ ?\d"), "AT", 1.5), (re.compile(r"(?<!\d)01(?:5\d\d?|[67]\d) ?[/-] ?\d"), "DE", 1.5),
    (re.compile(r"(?<!\d)9 ?[1-9]\d{3}[ -]\d{4}(?!\d)"), "CL", 0.6), (re.compile(r"(?<!\d)\(?0(?:4[12][246])\)?[ .-]?\d{3}[.-]\d\d"), "VE", 3.0), (re.compile(r"(?<!\d)09\d[ -]\d{3}[ -]\d{3}(?!\d)"), "UY", 0.8), (re.compile(r"(?<!\d)15[ -]\d{4}[- ]\d{4}(?!\d)"), "AR", 2.0), (re.compile(r"(?<!\d)3[0-2]\d[ -]?\d{3}[ -]?\d{2} ?\d{2}(?!\d)"), "CO", 0.4),
    (re.compile(r"(?<![a-z])b[ -]\d{4} [^\W\d]{3}"), "BE", 3.0), (re.compile(r"(?<![a-z])be ?0?\d{3}[. ]?\d{3}[. ]?\d{3}(?!\d)"), "BE", 4.0), (re.compile(r"(?<!\d)04[5-9]\d[ /]\d\d[ .]\d\d[ .]\d\d(?!\d)"), "BE", 2.0), (re.compile(r"(?<![a-z])nl ?\d{3,4}\.?\d{2,3}\.?\d{2,3}\.?b"), "NL", 4.0), (re.compile(r"(?<![a-z])atu ?\d{8}"), "AT", 4.0),
    (re.compile(r"(?<![a-z])che-?\d{3}\.\d{3}"), "CH", 4.0), (re.compile(r"(?<![a-z])de ?\d{9}(?!\d)"), "DE", 4.0), (re.compile(r"(?<![a-z])cz ?\d{8,10}(?!\d)"), "CZ", 4.0), (re.compile(r"(?<![a-z])fr ?\d{2} ?\d{3} ?\d{3} ?\d{3}"), "FR", 4.0), (re.compile(r"(?<![a-z])it ?\d{11}(?!\d)"), "IT", 4.0), (re.compile(r"(?<![a-z])(?:zaakvoerder|zaakvoerster|rpr|gsm nr|ondernemingsnr)(?![a-z])"), "BE", 1.5),
    (re.compile(r"(?<!\d)8 ?\(\d{3}\) ?\d{3}"), "RU", 3.0), (re.compile(r"(?<!\d)07\d{3} ?\d{6}(?!\d)"), "GB", 2.0), (re.compile(r"(?<!\d)0[45]\d\d[ -]\d{3}[ -]\d{3}(?!\d)"), "AU", 1.2), (re.compile(r"(?<!\d)0 ?\(?5\d\d\)? \d{3} \d\d \d\d"), "TR", 3.0), (re.compile(r"(?<!\d)\(0[2-4]\d\d\) \d{3} \d\d \d\d"), "TR", 3.0),
)  # fmt: skip


@cache
def _word_countries() -> dict[str, list[tuple[str, float]]]:
    """Return for each word the countries that it speaks for, and how loudly."""
    from crmcli.rules.cardtext.words.firms import LEGAL_FORMS
    from crmcli.rules.cardtext.words.places import COUNTRY_MARKS, COUNTRY_WORDS, LANGUAGE_WORDS

    found: dict[str, list[tuple[str, float]]] = {}
    for country, words in COUNTRY_WORDS.items():
        for number, word in enumerate(words.split()):
            found.setdefault(word, []).append((country, 3.0 if number < 2 else 2.0))
    for form, country in LEGAL_FORMS.items():
        if country:
            found.setdefault(f"={form}", []).append((country, 2.5))
    for mark, country in COUNTRY_MARKS.items():
        found.setdefault(mark, []).append((country, 2.5))
    for country, words in LANGUAGE_WORDS.items():
        for word in words.split():
            found.setdefault(word, []).append((country, 0.35))
    return found


def votes(rows: list[Row], domains: list[str], country: str) -> Counter[str]:
    """Return how much the card speaks for each country (ISO 3166, two letters); the configured one breaks ties."""
    found: Counter[str] = Counter()
    cjk = any(HAS_CJK.search(row.text) for row in rows)
    for row in rows:
        _count_codes(row, found)
        _count_words(row, found)
        for pattern, code, weight in _POSTCODES:
            if pattern.search(row.low) and (cjk or code not in ("TW", "CN", "KR")):
                found[code] += weight  # type: ignore[assignment]
        if HAS_CJK.search(row.text):
            _count_cjk(row.text, found)
    for domain in domains:
        last = domain.rpartition(".")[2]
        if len(last) == 2 and last not in _TLDS_NOT_COUNTRIES:
            found["GB" if last == "uk" else last.upper()] += 4
        elif last in _REGIONS:
            found[_REGIONS[last]] += 3
    whole = "\n".join(row.low for row in rows)
    if _TRADITIONAL & set(whole):
        # Eight digits without an area code are Hong Kong's, a zero in front is Taiwan's.
        found["HK"] += len(re.findall(r"(?<![\d-])[235-9]\d{3}[ -]?\d{4}(?![\d-])", whole))
        found["TW"] += len(re.findall(r"(?<!\d)\(?0[2-9]\d{0,2}\)?[ -]?\d{3,4}[ -]?\d{3,4}(?!\d)", whole))
    if not found:
        found["US"] += 0.1  # type: ignore[assignment]
    if country:
        found[country.upper()] += 1
    return found


_BY_LANGUAGE = (
    (re.compile(r"[\u4e00-\u9fff]"), ("CN",)),
    (
        re.compile(
            r"(?<![^\W\d_])(?:gerente|carrer|avinguda|fills|enginyer|kalea|abogad[oa]|kinesiolog[oa]|calle|avda|movil|telefono|tfnos?|tlf|ventas|directora?|jef[ea]|resp|garcia|lopez|martinez|los|las|del|y|producto|sistemas|tecnico)(?![^\W\d_])"
        ),
        ("ES", "MX", "CO", "AR", "CL", "PE"),
    ),
    (re.compile(r"(?<![^\W\d_])(?:rua|ltda|vendas|celular|gerente|diretora?|do|da|dos)(?![^\W\d_])"), ("BR", "PT")),
    (re.compile(r"(?<![^\W\d_])(?:rue|directeur|directrice|gerante?|et|des|du)(?![^\W\d_])"), ("FR", "BE")),
    (
        re.compile(r"(?<![^\W\d_])(?:und|strasse|str|inhaber|inh|leiter|geschaftsfuhrer)(?![^\W\d_])|stra.e\b|gmbh"),
        ("DE", "AT", "CH"),
    ),
    (re.compile(r"(?<![^\W\d_])(?:via|titolare|della|dei|responsabile)(?![^\W\d_])"), ("IT",)),
)


def likely(found: Counter[str], rows: list[Row]) -> tuple[str, ...]:
    """Return the likeliest countries of a card, those that only its language suggests last."""
    named = [code for code, count in found.most_common(4) if count > 0]
    text = "\n".join(row.low for row in rows)
    spoken = [code for pattern, codes in _BY_LANGUAGE if pattern.search(text) for code in codes]
    if named[:1] == ["US"] and found["US"] < 2 and spoken[:1] == ["ES"]:
        # Three and three and four digits in Spanish are Mexico's too.
        named = ["MX", *named]
    return tuple(dict.fromkeys([*named, *spoken[:6], "US"]))


def _count_codes(row: Row, found: Counter[str]) -> None:
    import phonenumbers

    for match in [*_PLUS.finditer(row.low), *_BRACKETED.finditer(row.low)]:
        digits = re.sub(r"\D", "", match.group(1))
        for length in (1, 2, 3):
            regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE.get(int(digits[:length] or 0))
            if regions:
                region = _north_american(row, digits) if regions[0] == "US" else regions[0]
                found[region] += 6
                break


def _north_american(row: Row, digits: str) -> str:
    import phonenumbers

    number = phonenumbers.PhoneNumber(country_code=1, national_number=int((digits[1:4] or "0") + "2345678"))
    return phonenumbers.region_code_for_number(number) or "US"


# Places named after countries.
_NOT_COUNTRIES = re.compile(
    r"(?:new|nuevo) mexico|new england|new south wales|china ?town|little italy|(?:calle|avda|avenida|av\.|plaza|rue|via|paseo|blvd\.?|explanada) (?:de )?(?:la |el )?[^\W\d_]+"
    r"|[^\W\d_]+(?='?s? (?:street|st\.?|road|rd\.?|avenue|ave\.?|lane|drive|square|house|building|tower|court|crescent|terrace|way|place|gardens?|strasse|str\.?|platz|allee|weg)(?![^\W\d_]))|(?:via|rua|rue (?:de|du)|ul\.|cadde\w*) [^\W\d_]+"
)


def _count_words(row: Row, found: Counter[str]) -> None:
    known = _word_countries()
    words = _WORD.findall(_NOT_COUNTRIES.sub(" ", row.low))
    for word in set(words):
        for code, weight in known.get(word, ()):
            found[code] += weight  # type: ignore[assignment]
    form = legal_form(row.text)
    for code, weight in known.get(f"={form}", ()) if form else ():
        found[code] += weight  # type: ignore[assignment]
    joined = [re.sub(r"[\s.,&-]", "", row.low[-size:]) for size in (6, 9, 12, 16, 20)]
    for tail in {form for form in joined if f"={form}" in known} | {
        re.sub(r"\.", "", word) for word in words if f"={re.sub(r'[.]', '', word)}" in known
    }:
        for code, weight in known[f"={tail}"]:
            found[code] += weight  # type: ignore[assignment]


_TRADITIONAL = frozenset(
    "醫診電話傳號樓經業務東國際學會實嚴貿營圖爾車長門開關灣龍縣鎮鄉區點頁機構設計產製藥鐘錶師總監資訊網廣場專線預約條銀個們這進選購無應處於與"
)
_SIMPLIFIED = frozenset(
    "医诊电话传号楼经业务东国际学会实严贸营图尔车长门开关湾龙县镇乡区点页机构设计产制药钟表师总监资讯网广场专线预约条银个们这进选购无应处于与"
)


def _count_cjk(text: str, found: Counter[str]) -> None:
    from crmcli.rules.cardtext.words.places import CJK_COUNTRY_PARTS

    if re.search("[\u3040-\u30ff]", text):
        found["JP"] += 3
    elif re.search("[\uac00-\ud7af]", text):
        found["KR"] += 3
    else:
        old, new = sum(sign in _TRADITIONAL for sign in text), sum(sign in _SIMPLIFIED for sign in text)
        found["CN"] += 1 if new >= old else -1
        if old > new:
            for code in ("TW", "HK"):
                found[code] += 1
    for code, parts in CJK_COUNTRY_PARTS.items():
        if code in ("JP", "KR"):
            continue
        found[code] += sum(2 if code != "CN" else 1 for part in parts.split() if part in text)
