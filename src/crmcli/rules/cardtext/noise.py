"""What stands around a signature and is no part of it: greetings, quoted mails, disclaimers."""

import re

from crmcli.rules.cardtext.rows import HAS_CJK, low

_GREETINGS = re.compile(
    r"^\W*(?:hello|hi|hola|hallo|bonjour|ciao|ola|dear (?:mr|ms|mrs|sir|all|customer).{0,30}|(?:business )?card|visitenkarte|tarjeta(?: de visita)?|(?:with )?(?:kind|best|warm|kindest|warmest|many)(?:est)? (?:regards|wishes|thanks)|regards|best|cheers|thanks|many thanks|thank you|thanks (?:again|and regards|in advance)"
    r"|thanks (?:&|and) (?:best )?regards|sincerely(?: yours)?|yours (?:sincerely|faithfully|truly)|respectfully|cordially|warmly|rgds|br|kr"
    r"|(?:un |con un |reciba un |les? envio un |cordiales |muchos |afectuosos )?(?:cordial |afectuoso |atento )?(?:saludo|saludos|abrazo)(?: cordial| cordiales| atentos)?|cordialmente|atentamente|atte|muchas gracias|gracias(?: y saludos)?"
    r"|(?:saludos y gracias|quedo a su disposicion|quedo a la espera.*|sin otro particular.*|quedamos a su disposicion)"
    r"|(?:mit )?(?:freundlichen?|besten?|herzlichen?|lieben?|sonnigen) (?:gruss|gru.en?|grussen|gruessen?)(?: aus .{2,30})?|mfg|lg|vg|viele gru.e|beste gru.e|i ?\. ?a ?\.|hochachtungsvoll"
    r"|(?:bien )?cordialement|(?:bien a vous|meilleures salutations|salutations distinguees|sinceres salutations|cordiales salutations|bonne journee|bonne reception|a bientot)"
    r"|(?:distinti|cordiali|cari|i migliori) saluti|un cordiale saluto|cordialita|grazie"
    r"|att|atenciosamente|abracos?|cumprimentos|com os melhores cumprimentos|melhores cumprimentos|cordiais saudacoes|obrigad[oa]"
    r"|(?:met )?(?:vriendelijke|hartelijke) groet(?:en)?|mvg|groeten|hoogachtend"
    r"|pozdrawiam(?: serdecznie)?|z powazaniem|z wyrazami szacunku|(?:z )?pozdrowieni(?:ami|a)|s pozdravem|s uctou"
    r"|saygilar(?:imla|imizla)|iyi calismalar|tesekkurler|sevgiler|med vanlig halsning(?:ar)?|vanliga halsningar|(?:med )?venlig(?:e)? hilsen(?:er)?|(?:med )?vennlig hilsen|mvh|hilsen|ystavallisin terveisin|terveisin|udvozlettel|tisztelettel|cu stima|с уважением)\W*$"
)
_CJK_GREETINGS = re.compile(
    r"此致|敬礼|敬上|顺祝|順頌|顺颂|祝好|商祺|谢谢|謝謝|您好|你好|大家好|惠存|请多关照|請多指教|多多关照|よろしく|お願いいたします|감사합니다|드림$"
)
_QUOTED = re.compile(
    r"^\W*(?:-{2,} ?(?:original|forwarded|mensaje|ursprungliche|message|weitergeleitete|oorspronkelijk|mensagem|messaggio).*|_{10,}|on .{6,90} wrote:|el .{6,90} escribio:|am .{6,90} schrieb.{0,60}:|le .{6,90} a ecrit ?:|il .{6,90} ha scritto:"
    r"|em .{6,90} escreveu:|op .{6,90} schreef.{0,60}:|w dniu .{6,90} napisal.{0,40}:|在.{4,60}写道[:：]?|(?:from|von|de|da|van|发件人|寄件者) ?: .*(?:@|<).*|-+ ?(?:原始邮件|原始郵件|转发邮件) ?-*)$"
)
_SENT_FROM = re.compile(
    r"^\W*(?:sent from (?:my|mail|outlook|yahoo)|enviado (?:desde|do|de|a partir)|von meinem .* gesendet|gesendet (?:von|mit)|envoye (?:de|depuis)|inviato da|verzonden vanaf|wyslane z|get outlook|发自|從我的|iphone'?umdan|skickat fran|obtener outlook|telecharger outlook)"
)
_DISCLAIMER = re.compile(
    r"confidential|confidencial|vertraulich|riservat|confidentiel|vertrouwelijk|poufn|gizli|fortrolig|konfident|disclaimer|aviso legal|intended (?:only|solely|recipient)|destinatari|adressat|empfanger|virus|antes de imprimir|before printing|think before you print"
    r"|consider the environment|avant d'imprimer|pensez a l'environnement|prima di stampare|denk aan het milieu|bevor sie .*drucken|pens[ae]r? .{0,30}me[di]io ambiente|me[di]io ambiente.{0,30}imprim|umwelt.*druck|por favor,? no imprima|proteccion de datos|lopd|gdpr|unsubscribe|darse de baja|if you (?:have )?received? this|si ha recibido|in error"
    r"|privacy policy|politica de privacidad|responsable del tratamiento|notify the sender|保密|机密|收件人|如有误|误收|本邮件|本郵件|请勿打印|打印前|this (?:e-?mail|message|communication)|este (?:mensaje|correo|e-?mail)|esta mensagem|diese (?:e-?mail|nachricht)|ce (?:message|courriel)|questa (?:e-?mail|comunicazione)|questo messaggio|dit bericht|deze e-?mail|bu e-?posta|ta wiadomosc"
    r"|registered (?:office|in england|in scotland|in ireland)|follow us|siguenos|folge[nt]? (?:sie )?uns|suivez-nous|seguici|siga-nos|powered by"
)
_HOURS = re.compile(
    r"(?<![^\W\d_])(?:mo|di|mi|do|fr|sa|so|mon|tue|tues|wed|thu|thur|fri|sat|sun|lu|ma|me|je|ve|lun|mie|jue|vie|sab|dom|lunes|viernes|sabado|montag|freitag|samstag|lundi|vendredi|seg|sex|ma-vr|za|zo|pn|pt|hours|horario|opening|offnungszeiten|sprechzeiten|geoffnet|open|ouvert|abierto)[.,]? ?(?:[-–—/&a]|to|bis|au)? ?[^\W\d_]{0,9}[.,:]? ?\d{1,2}(?:[:.h]\d{2})? ?(?:am|pm|h|hs|uhr)? ?(?:[-–—a]|to|bis|a)"
)
_REGISTERED = re.compile(r"registered (?:office|in )|authori[sz]ed and regulated")
_PROSE_WORDS = 9


def without_quotes(lines: list[str]) -> int:
    """Return how many of the first lines are not a quoted mail below the signature."""
    seen = 0
    for number, line in enumerate(lines):
        plain = low(line[:200]).strip()
        if not plain:
            continue
        if seen >= 2 and _QUOTED.match(plain):
            return number
        seen += 1
    return len(lines)


def is_greeting(plain: str) -> bool:
    """Say whether a line (small letters, no accents) is the greeting above a signature or around a message."""
    return len(plain) <= 60 and bool(_GREETINGS.match(plain))


def is_noise(text: str, plain: str) -> bool:
    """Say whether a line is a courtesy, a notice or a piece of prose, and says nothing about who wrote it."""
    if plain.startswith((">", "|>")) or _SENT_FROM.match(plain) or is_greeting(plain):
        return True
    if HAS_CJK.search(text):
        return bool(_CJK_GREETINGS.search(text)) and not re.search(r"\d{5}|@|我是|我叫", text)
    if _HOURS.search(plain) and not re.search(r"\d{3}[ .\-]?\d{2}|@", plain):
        return True
    if _REGISTERED.search(plain):
        return True
    return (bool(_DISCLAIMER.search(plain)) and len(plain.split()) >= 4) or is_prose(plain)


_FOOTER = re.compile(
    r"(?:geschaftsfuhr(?:er|ung|erin(?:nen)?)|vorstand|aufsichtsrat\w*|registergericht|sitz(?: der gesellschaft)?|managing directors?|directors|gerants?|handelsregister) ?:"
)


def is_footer(plain: str) -> bool:
    """Say whether a line names who is responsible for the firm by law, as German mails do at their end."""
    return bool(_FOOTER.match(plain))


def is_disclaimer(text: str, plain: str) -> bool:
    """Say whether a notice begins here that may run on over the next lines."""
    return bool(_DISCLAIMER.search(plain)) and (len(plain.split()) >= 6 or bool(HAS_CJK.search(text)))


def is_prose(plain: str) -> bool:
    """Say whether a line is a sentence rather than a field."""
    words = plain.split()
    if len(words) < _PROSE_WORDS or re.search(r"\d{3}|@|www|\|", plain):
        return False
    return len(words) >= 2 * _PROSE_WORDS or (
        not re.search(r"\d", plain)
        and plain.endswith((".", "!", "?", ":"))
        and not plain.endswith((" inc.", "ltd.", "s.l.", "s.a.", "c.v.", "s.a.s.", "llc.", " co."))
    )
