"""How well a name fits an e-mail address, and a firm its domain."""

import re
from collections.abc import Sequence
from functools import cache

from crmcli.rules.names import fold

_ROLES = frozenset(
    """info contact contacto contato kontakt office oficina sales ventas vendas verkauf vertrieb mail hello hola hallo admin support soporte service servicio export exports import comercial compras
    marketing buero kanzlei praxis post enquiries enquiry inquiry reception recepcion gerencia direccion administracion team shop tienda order orders bestellung booking bookings reservas accueil commercial
    biuro sekretariat bilgi satis iletisim atencion clientes jobs hr rrhh press hq home business trade foreign general studio""".split()
)
_GENERIC_WORDS = frozenset(
    "de del la las los el y e i and und et the of for van von der di da do dos das sa sl srl ltd gmbh co inc llc s l a".split()
)


def spelled_by(label: str, words: Sequence[str]) -> float:
    """Return how well pieces of words, in their order, spell the label: 0 not at all, 1 whole words, between them initials."""
    letters = re.sub(r"[^a-z]", "", label)
    bare = [re.sub(r"[^a-z0-9]", "", word) for word in words][:12]
    if len(letters) < 2 or not bare:
        return 0.0
    return max(0.0, _spell(letters[:40], tuple(word for word in bare if word)))


def _spell(letters: str, words: tuple[str, ...]) -> float:
    """Return the share of the letters that come from whole words or long beginnings, -1 if the words cannot spell them."""
    size = len(letters)
    best: list[list[float]] = [[-1.0] * (size + 1) for _ in range(len(words) + 1)]
    best[0][0] = 0.0
    for number, word in enumerate(words):
        for at in range(size + 1):
            value = best[number][at]
            if value < 0:
                continue
            best[number + 1][at] = max(best[number + 1][at], value)
            for length in range(1, min(len(word), size - at) + 1):
                if letters[at + length - 1] != word[length - 1]:
                    break
                whole = length == len(word) and length >= 2
                worth = length if whole or length >= 4 else 0.8 * length if length == 3 else 0.35
                place = at + length
                best[number + 1][place] = max(best[number + 1][place], value + worth)
    return best[-1][size] / size if best[-1][size] >= 0 else -1.0


def firm_fits(words: Sequence[str], domains: Sequence[str]) -> float:
    """Return how well a firm's words fit the best of the domains, 0 to 1; hosts for everybody do not count."""
    best = 0.0
    for domain in domains:
        label = main_label(domain)
        if not label or len(label) < 2:
            continue
        ratio = spelled_by(label, words)
        letters = re.sub(r"[^a-z]", "", label)
        if not ratio:
            parts = [part for part in re.split(r"[-_\d]+", label) if len(part) >= 3 and part not in _GENERIC_WORDS]
            long = [word for word in words if len(word) >= 4]
            hits = [
                part
                for part in parts
                if any(
                    part == word or (len(part) >= 5 and (word.startswith(part) or part.startswith(word)))
                    for word in long
                )
            ]
            inside = [word for word in long if word in letters]
            ratio = max(0.75 * bool(hits), min(0.8, sum(map(len, inside)) / max(1, len(letters))))
        best = max(best, ratio)
    return best


def main_label(domain: str) -> str:
    """Return the part of a domain that names whose it is, "" if anybody can have an address there."""
    from crmcli.rules.cardtext.words.firms import PUBLIC_HOSTS

    labels = [label for label in re.split(r"[/?:]", domain)[0].removeprefix("www.").split(".") if label]
    while len(labels) > 1 and (
        len(labels[-1]) <= 3 or len(labels) == 2 or labels[-1] in ("info", "coop", "shop", "store")
    ):
        if len(labels) == 2 and len(labels[-1]) <= 3 and labels[0] in ("com", "co", "org", "net", "edu"):
            break
        labels.pop()
        if labels[-1] not in ("com", "co", "org", "net", "edu", "gov", "gob", "ac", "or", "ne", "go", "idv"):
            break
    label = labels[-1] if labels else ""
    return "" if label in PUBLIC_HOSTS else label


def person_fits(words: Sequence[str], local: str) -> float:
    """Return how well a person's words fit the part of an e-mail address before the @, 0 to 1."""
    plain = re.sub(r"\d+", "", fold(local.partition("+")[0]).replace(" ", "."))
    tokens = [token for token in re.split(r"[._\-]+", plain) if token]
    if not tokens or not words or plain in _ROLES:
        return 0.0
    names = [re.sub(r"[^a-z]", "", fold(word)) for word in words]
    names = [name for name in names if name]
    joined = "".join(tokens)
    orders = [names, names[::-1], names[-1:] + names[:-1], names[1:2] + names[:1] + names[2:]]
    whole = max(spelled_by(joined, order) for order in orders)
    apart = sum(
        1.0
        for token in tokens
        if len(token) >= 3
        and any(
            token == name or (len(token) >= 4 and name.startswith(token)) or (len(name) >= 3 and token.startswith(name))
            for name in names
        )
    )
    return max(
        whole if whole > 0.45 or (whole and len(joined) <= 4) else 0.0,
        min(1.0, 0.9 * apart / len([token for token in tokens if len(token) >= 3] or [1])),
    )


@cache
def _pinyin() -> dict[str, str]:
    from crmcli.rules.cardtext.words.pinyin import PINYIN

    return {sign: sound for sound, signs in PINYIN.items() for sign in signs}


def all_sounds_known(name: str) -> bool:
    """Say whether every sign of a Chinese name is one that names have."""
    return all(sign in _pinyin() for sign in name)


def chinese_fits(name: str, others: Sequence[str]) -> float:
    """Return how well the sounds of a Chinese name fit an e-mail address or a Latin name beside it, 0 to 1."""
    sounds = [_pinyin().get(sign, "") for sign in name]
    if not sounds or not sounds[0]:
        return 0.0
    best = 0.0
    for other in others:
        letters = re.sub(r"[^a-z]", "", fold(other))
        given = "".join(sounds[1:])
        if all(sounds) and ("".join(sounds) in letters or given + sounds[0] in letters):
            return 1.0
        if letters.startswith(sounds[0]) or letters.endswith(sounds[0]):
            best = max(best, 0.5 if len(sounds[0]) > 1 else 0.2)
    return best
