"""What has many digits and is no phone number: tax, bank, licence and booth numbers, dates, postcodes with their label."""

import re
from typing import NamedTuple

from crmcli.rules.cardtext.rows import Row

# Labels of numbers that are no phones, of two letters and more; dots and blanks between their letters are read over.
_IDS = (
    "gstin|gst ?no|gst|u\\.?i\\.?n|vat ?(?:reg)?(?:istration)? ?(?:no|nr|id|number)?|t\\.?v\\.?a\\.?(?: intracom\\w*)?|p\\.? ?iva|partita iva|c\\.? ?f\\.?(?= ?[:.] ?\\d{11}| ?e ?p)|cod(?:ice)?\\.? fisc\\w*\\.?|n\\.?i\\.?f\\.?(?:[- ]?iva)?|c\\.?i\\.?f\\.?|r\\.?f\\.?c\\.?|r\\.?u\\.?c\\.?|r\\.?u\\.?t\\.?|n\\.?i\\.?t\\.?|c\\.?u\\.?i\\.?t\\.?|c\\.?u\\.?i\\.?l\\.?"
    "|cnpj|cpf|c\\.?n\\.?p\\.?j\\.?|insc(?:r|ricao|ricion)?\\.? ?(?:est(?:adual|\\.)?|mun\\w*\\.?)?|nipc|nuit|siret|siren|r\\.?c\\.?s\\.?(?: [a-z]+(?:-[a-z]+)*){0,2}(?= [a-z]? ?\\d{3})|hr[ab]|handelsregister\\w*|amtsgericht [^\\W\\d]+,?|ust\\.?-? ?id\\.?-? ?(?:nr\\.?|no)?|steuer-?(?:nr|nummer|no)\\.?|uid(?:-nr)?\\.?|fn(?= ?\\d{5,6}[a-z])|kvk(?:-?nr|-nummer)?\\.?|btw(?:-?nr|-id)?\\.?|b\\.?t\\.?w\\.?"
    "|vkn|v\\.?k\\.?n\\.?|vergi (?:no|d\\w*\\.?)|mersis(?: no)?|tic\\w*\\.? sic\\w*\\.?(?: no)?|nip|regon|krs|ico|dic|ic(?= ?[:.] ?\\d{8})|org\\.?-? ?(?:nr|nummer|no)\\.?|cvr(?:-nr)?\\.?|abn|acn|uen|brn|cin|pan(?: no)?|ein|duns|d-u-n-s|cui|oib|pib|inn|kpp|ogrn|инн|кпп|огрн\\w*|едрпоу|eori|tax ?(?:id|no|number)\\w*|trn|trade lic\\w*|rif|ruc|nuit|t\\.?i\\.?n\\.?(?= ?[:.#])"
    "|(?:company|co|corp|reg|registration|regn|business|license|licence|lic|permit|certificate|cert|member(?:ship)?|contractor|charity|firm|bar|sra|npi|dre|cslb|nmls|mls|rera|fca|fsp|afsl|rib?a|ca)\\.? ?(?:reg(?:istration|d|n)?\\.?|lic(?:ense|ence)?\\.?)? ?(?:no|nr|number|#|id|n°|nº)[.:]?|sra(?: id)?(?= \\d)|npi|dre(?= ?#? ?0\\d)|cslb|nmls"
    "|mat(?:ricule|ricola|r)?\\.?(?: ?n\\.?[°º]?)?(?= ?\\d)|mat(?:r|ricula)?\\.? [a-z]{3,10}(?= \\d)|n\\.?[°º] ?[a-z]{3,10}(?= \\d{3,5}\\b)|cedula(?: prof\\w*\\.?)?|ced\\.? ?prof\\.?|c\\.? ?p\\.? ?(?=\\d{7,8})|col(?:egiad[oa]|eg)?\\.?(?: ?n\\.?[°º]?)(?= ?\\d)|n\\.?[°º] ?(?:de )?col\\w*\\.?|colegiad[oa]|crea(?:[-/][a-z]{2})?|crm(?:[-/][a-z]{2})?(?= ?\\d)|oab(?:[-/][a-z]{2})?|creci(?:[-/][a-z]{2})?|cro(?:[-/][a-z]{2})?(?= ?\\d)|cau(?:[-/][a-z]{2})?(?= ?[a-z]?\\d)|crc(?:[-/][a-z]{2})?(?= ?\\d)|crp|m\\.?[pn]\\.?(?= ?\\d{4})|tpe?(?= \\d{5})"
    "|iban|bic|swift|a/?c(?:count)?\\.? ?(?:no|number)?\\.?|acct?\\.? ?(?:no|#)?\\.?|konto(?:-?nr|nummer)?\\.?|rekening|bankleitzahl|blz|cbu|clabe|alias|cuenta(?: corriente| bancaria)?|cta\\.?(?: cte\\.?)?|conta|sort code|routing|ifsc|pix|rib"
    "|booth(?: ?(?:no|#))?\\.?|stand(?: ?(?:no|nr|n[°º]))?\\.?|stall|pabell[o]n|pavilion|messe\\w*|halle?(?= ?[a-z]?\\d)|pav\\.|iso ?/?(?:iec)?|en(?= ?\\d{3,5}:)|din(?= ?(?:en|\\d))|astm|haccp|since|established|est\\.?(?= ?\\d{4})|seit|desde(?= (?:el |\\d))|depuis|founded|gegrundet|fondee?|fundad[oa]|od roku|dal(?= \\d{4})|sinds|p\\.? ?o\\.? ?box|post ?box|apdo\\.?(?: de correos)?|apartado(?: postal| de correos)?|postfach|p\\.?o\\.?b\\.?|b\\.?p\\.?(?= ?\\d)|cs(?= ?\\d{5})|postbus|boite postale|caixa postal|casilla(?: de correo)?|skr\\.? ?poczt\\.?|pk(?= ?\\d)"
    "|rbq|neq|tps|tvq|cmmtq|psra|nzbn|qbcc|cidb|ecsa|cipc|tpin|kra pin|nafdac|llpin|epf|esic|rgseaa|nire|utr|vrn|vrn no|rc(?= ?\\d{4,7}(?!\\d))|busca|buscapersonas|ape|naf|fmc(?: lic\\w*\\.?)?(?: no\\.?)?|nvocc(?: no\\.?)?|mc ?#|usdot|dot ?#|iata(?: no\\.?| code)?|(?:bleep|pager|beeper|buzzer)(?=[ .:#no]*\\d{3,5}(?![\\d-]| \\d))|orcid(?: id)?|isni|isbn|issn|organisationsnummer|momsregistreringsnummer|pvt reg|vat reg|ssm no|cipc|pan no|tan no|lbn|fein|acra|naics|caja notarial|matricula(?: prof\\w*\\.?)?|reg\\.? ?prof\\w*\\.?|r\\.?n\\.?e\\.?|crefito(?:[-/]?\\d{1,2})?|cref|crn|cref[ai]|crmv(?:[-/][a-z]{2})?|susep|cvm|rera(?: no)?|nipt|egrpou"
    "|icp备|备案|skype(?: id)?|imo|mmsi|udyam|msme|iec|dl ?no|fssai|din no|policy|poliza|expediente|rnc|nrc|nrt|nif/cif|cod(?:ice)? (?:sdi|univoco)|sdi|r\\.?e\\.?a\\.?|cap\\.? soc\\.?|capitale? social\\w*|capital(?: de| social)?|stock|nasdaq|nyse|tsx"
)
_LATIN_ID = re.compile(
    rf"(?<![a-z0-9@])(?:{_IDS})(?![a-z])[ .:#°º/()\-–]{{0,4}}(?:(?:no|nr|n[°º]|number|num|id)(?![a-z])[ .:#°º\-]{{0,3}})?(?P<value>(?:[a-z]{{1,4}}[ \-]?)?[a-z]?\d(?:[\da-z./\-–]|[ ](?=[\d]|[a-z]{{1,2}}\d|[a-z]\b(?!\.)))*)"
)
_PLACE_LIKE = re.compile(
    r"p\.? ?o\.? ?box|post|ap(?:do|artado)|casilla|b\.?p|cs|caixa|boite|since|est|seit|desde|depuis|sinds|p\.?o\.?b|dal|od roku|fundad|fonde|gegr|founded|en|ca |p\.?k|halle?|since|stock"
)
_CJK_ID = re.compile(
    r"(?:账号|帐号|賬號|帳號|账户|帳戶|开户行?[^\d]{0,30}|卡号|卡號|户名|戶名|税号|稅號|识别号|識別號|統一編號|统一编号|統編|信用代码|注册号|註冊號|执照号?|執照|许可证号?|牌照號?碼?|牌照号?码?|执业证号?|证号|證號|工号|工號|编号|編號|股票代码|展位号?|摊位号?|攤位|展台|展館|展馆|登録番号|法人番号|사업자등록번호|사업자번호|등록번호|支付宝[账帐]?号?|抖音号?|快手号?|小红书号?|公众号|淘宝|商業登記[^\d]{0,6}|备案|備案|代码|資本額|"
    r"(?:中国)?(?:农|工|建|中|交|招商?|农业|工商|建设|光大|浦发|民生|邮政?储?蓄?)(?:业)?(?:银)?行)[ :：（(]*(?P<value>[a-z]{0,4}[ \-]?\d[\da-z \-/.]*)"
)
_LABELLED_POSTCODE = re.compile(
    r"(?<![a-z])(?:c\.? ?e\.? ?p|c\.? ?p|p\.? ?l\.? ?z|pin(?: ?code)?|zip(?: ?code)?|cap|post ?code|postal code|codigo postal|cod\.? postal)(?![a-z])[ .:\-–]{0,3}\d{2}\.?\d{2,4}(?:[- ]\d{3,4})?(?![-. ]?\d)"
)
_COUNTRY_POSTCODE = re.compile(
    r"(?<![a-z])[a-z]{1,2}[-–]\d{4,5}(?![\d-])|(?<![\d/.-])\d{5}(?= [^\W\d]{3,})(?<!\d \d{5})"
)
_VAT = re.compile(r"(?<![a-z])(?:be|che?|lu|at|nl|fr|gb) ?[- ]?0?\d{3,4}[. ]\d{3}[. ]\d{3}(?!\d)")
_LONG = re.compile(r"(?<![\d+])(?<!\d[ )-])[1-9](?:[ \-]?\d){15,30}(?!\d)")
_IBAN = re.compile(r"(?<![a-z0-9])[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){3,8}(?: ?[a-z0-9]{1,3})?(?![a-z0-9])")
_DATE = re.compile(
    r"(?<!\d)(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}|(?:19|20)\d\d ?[-–—/] ?(?:19|20)\d\d)(?!\d)"
)
_HOURS = re.compile(
    r"(?<!\d)\d{1,2}[:.h]\d{2} ?(?:h|hs|hrs|am|pm|uhr)?\.? ?[-–—~aà至到] ?\d{1,2}[:.h]\d{2}|\d{1,2} ?(?:am|pm) ?[-–] ?\d{1,2} ?(?:am|pm)"
)
# Short codes within a network, of Peru: "RPM #449017", "RPC *123456".
_NETWORK = re.compile(r"(?<![a-z])rp[mc][ .:]{0,3}(?:[#*] ?[\d -]{6,12}|\d{6,7}(?!\d))|[#*]\d{6,7}(?!\d)")
_MIXED = re.compile(
    r"(?<![a-z0-9])(?=[a-z0-9/\-]*[a-z])(?=(?:[a-z/\-]*\d){6})(?![a-z]{3,}\d+$)(?:[a-z]{1,4}-?\d{5,}[a-z0-9]*|\d{2,}[a-z]{2,}[a-z0-9]{3,}|[a-z]{2,5}\d{5,})(?![a-z0-9@])"
)


class Barrier(NamedTuple):
    """A number that is no phone, with its label."""

    row: int
    start: int
    end: int


def bar(rows: list[Row]) -> list[Barrier]:
    """Bar every number that is no phone in the rows, and return those with a label."""
    found = []
    for row in rows:
        for pattern in (_LATIN_ID, _CJK_ID):
            for match in pattern.finditer(row.low):
                if row.is_free(*match.span("value")):
                    row.bar(*match.span("value"))
                    if not _PLACE_LIKE.match(match.group()):
                        row.claim(*match.span())
                    found.append(Barrier(row.number, match.start(), match.end("value")))
        for pattern in (_LONG, _VAT, _DATE, _HOURS, _COUNTRY_POSTCODE, _LABELLED_POSTCODE):
            for match in pattern.finditer(row.low):
                row.bar(*match.span())
        for match in _NETWORK.finditer(row.low):
            row.bar(*match.span())
            row.claim(*match.span())
        for match in _IBAN.finditer(row.low):
            if sum(map(str.isdigit, match.group())) >= 12:
                row.bar(*match.span())
        for match in _MIXED.finditer(row.low):
            if not re.fullmatch(r"[oil|sb\d\-/]+", match.group()) and not re.match(
                r"(?:tel|fax|mob|cel|ph|[tmfpcd])[-]?[\d]", match.group()
            ):
                row.bar(*match.span())
    return found
