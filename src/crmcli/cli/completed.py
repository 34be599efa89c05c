"""What may stand where: the values of options and arguments, by how the help calls them."""

import importlib
from collections.abc import Callable, Iterable, Sequence

from crmcli import config
from crmcli.cli.commands import below
from crmcli.cli.completing import FILES, FOLDERS, Asked, Offer
from crmcli.exchange.shells import SHELLS
from crmcli.model import words
from crmcli.rules.holidays import COUNTRIES
from crmcli.rules.names import fold
from crmcli.store.reads import completion

Source = Callable[[Asked], Sequence[Offer] | str]

_DATES = ("today", "yesterday", "tomorrow", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "eom", "+7d", "-7d")
_UNITS = ("week", "month", "quarter", "half", "year")
_PERIODS = (*(f"this-{unit}" for unit in _UNITS), *(f"last-{unit}" for unit in _UNITS), "today", "yesterday")
_ENCODINGS = ("utf-8", "utf-16", "gb18030", "big5", "shift-jis", "cp1252")
_SETTINGS = {
    "switch": ("on", "off"),
    "day-order": ("dmy", "mdy", "ymd"),
    "limit": ("off",),
    "language": ("en", "zh", "es"),
}


def _fitting(found: Iterable[completion.Word | Offer | str], typed: str) -> list[Offer]:
    """Return what begins as typed; where nothing does, what holds it."""
    known = [Offer(one) if isinstance(one, str) else Offer(*one) for one in found]
    begun = [one for one in known if one.value.casefold().startswith(typed.casefold())]
    return begun or [one for one in known if fold(typed) and fold(typed) in fold(one.value)]


def _fixed(*names: str) -> Source:
    return lambda asked: _fitting(names, asked.typed)


def _worded(keys: Iterable[str], said: Iterable[str]) -> Source:
    """Return the source of fixed words; whoever types one of another language gets that one."""
    return lambda asked: _fitting(keys, asked.typed) or _fitting(said, asked.typed)


def _stages(asked: Asked) -> Sequence[Offer]:
    with completion.opened(asked.path) as sql:
        if not sql:
            return ()
        return _fitting(completion.stage_keys(sql), asked.typed) or _fitting(completion.stage_words(sql), asked.typed)


def _listed(asked: Asked, found: Iterable[completion.Word | Offer | str]) -> list[Offer]:
    """Return what may come next in a list with commas."""
    head, comma, last = asked.typed.rpartition(",")
    there = {part.strip() for part in head.split(",")}
    return [one._replace(value=f"{head}{comma}{one.value}") for one in _fitting(found, last) if one.value not in there]


def _stored(read: Callable[..., Sequence[completion.Word]], *given: str) -> Source:
    def source(asked: Asked) -> Sequence[Offer]:
        with completion.opened(asked.path) as sql:
            return _fitting(read(sql, *given), asked.typed) if sql else ()

    return source


def _either(*sources: Source) -> Source:
    """Return the source of what the first one offers that offers anything."""

    def source(asked: Asked) -> Sequence[Offer] | str:
        return next((found for one in sources if (found := one(asked))), ())

    return source


def _searched(*reads: Callable[..., Sequence[completion.Word]]) -> Source:
    """Return the source of what the store looks up itself, by the first read that finds any."""

    def source(asked: Asked) -> Sequence[Offer]:
        with completion.opened(asked.path) as sql:
            found = (read(sql, asked.typed) for read in reads) if sql else ()
            return [Offer(*word) for word in next((words for words in found if words), ())]

    return source


def _reps(asked: Asked) -> Sequence[Offer]:
    with completion.opened(asked.path) as sql:
        return _listed(asked, completion.reps(sql)) if sql else ()


def _stages_listed(asked: Asked) -> Sequence[Offer]:
    with completion.opened(asked.path) as sql:
        return _listed(asked, completion.stage_keys(sql)) if sql else ()


def _line(asked: Asked) -> Sequence[Offer]:
    """Return the products that a line may be of; how many follows."""
    with completion.opened(asked.path) as sql:
        found = completion.products(sql, asked.typed) if sql else ()
        return [Offer(f"{code}:", name) for code, name in found]


def _said(asked: Asked) -> Sequence[Offer]:
    """Return what customers have there already: tags, regions, sources …"""
    with completion.opened(asked.path) as sql:
        return _fitting(completion.said_before(sql, asked.name.removeprefix("--")), asked.typed) if sql else ()


def _columns(asked: Asked) -> list[str]:
    from crmcli.cli.topics import columns_read

    found: dict[str, None] = {}
    for names, columns in columns_read().items():
        if any(f"{name} ".startswith(f"{asked.command} ") for name in names.split(", ")):
            found |= dict.fromkeys(one for one in columns if one != "GROUP")
    if asked.command in ("list", "find", "show"):
        with completion.opened(asked.path) as sql:
            found |= dict.fromkeys(completion.own_fields(sql) if sql else ())
    return [*found]


def _fields(asked: Asked) -> Sequence[Offer]:
    return _listed(asked, _columns(asked))


def _sort(asked: Asked) -> Sequence[Offer]:
    sign = "-" if asked.typed.startswith("-") else ""
    return _fitting([f"{sign}{column}" for column in _columns(asked)], asked.typed)


def _own_keys(asked: Asked) -> Sequence[Offer]:
    with completion.opened(asked.path) as sql:
        return _fitting(completion.own_fields(sql), asked.typed) if sql else ()


def _assignment(asked: Asked) -> Sequence[Offer]:
    """Return the keys of KEY=VALUE, then the values of the key that is typed."""
    from crmcli.store.reads.where import KEYS

    key, equals, value = asked.typed.partition("=")
    with completion.opened(asked.path) as sql:
        if not sql:
            return ()
        own = completion.own_fields(sql)
        if not equals:
            return _fitting([f"{one}=" for one in [*(KEYS if asked.name == "--where" else ()), *own]], key)
        key = key.removesuffix("!")
        found: Sequence[completion.Word | str] = own.get(key, ())
        if key == "stage":
            found = completion.stage_keys(sql)
        elif key == "owner":
            found = completion.reps(sql)
        found = found or completion.said_before(sql, key)
        head = asked.typed[: asked.typed.index("=") + 1]
        return [one._replace(value=head + one.value) for one in _fitting(found, value)]


def _currency(asked: Asked) -> Sequence[Offer]:
    from crmcli.rules.money import EXPONENTS

    with completion.opened(asked.path) as sql:
        used = completion.currencies(sql) if sql else []
    known = used if used and not asked.typed else [*used, *sorted(set(EXPONENTS) - set(used))]
    return [one for one in _fitting(known, asked.typed) if one.value.startswith(asked.typed.upper())]


def _value_of_setting(asked: Asked) -> Sequence[Offer] | str:
    key = config.KEYS.get(asked.before[0]) if asked.before else None
    if key is None:
        return ()
    if key.kind in _SETTINGS:
        return _fitting(_SETTINGS[key.kind], asked.typed)
    kinds: dict[str, Source] = {"rep": _reps, "currency": _currency, "text": lambda asked: FILES}
    return kinds[key.kind](asked) if key.kind in kinds else ()


# Where the groups of --by are, by command.
_GROUPED = {
    "stages": "stages GROUPS",
    "activities": "activities GROUPS",
    "receivables": "receivables HEADS",
    "sales": "sales GROUPS",
    "expense summary": "expenses GROUPS",
}


def _groups(asked: Asked) -> Sequence[Offer]:
    module, _space, name = _GROUPED.get(asked.command, "").partition(" ")
    if not module:
        return _fitting(("owner",), asked.typed)
    known: Iterable[str] = getattr(importlib.import_module(f"crmcli.store.reads.{module}"), name)
    return _fitting([group for group in known if group], asked.typed)


def _statuses(asked: Asked) -> Sequence[Offer]:
    if asked.command == "quote list":
        from crmcli.rules.quotes import Status

        return _fitting(Status, asked.typed)
    from crmcli.store.reads.orders import STATUSES

    return _fitting(STATUSES, asked.typed)


def _sections(asked: Asked) -> Sequence[Offer]:
    from crmcli.rules.due import Section

    return _listed(asked, Section)


def _first_word(of: Source) -> Source:
    """Return the source of the first word of a text; the rest is said freely."""
    return lambda asked: of(asked) if len(asked.before) < 2 else ()


def _signals(asked: Asked) -> Sequence[Offer]:
    from crmcli.store.reads.signals import KINDS

    return _fitting(KINDS, asked.typed)


def _exported(asked: Asked) -> Sequence[Offer]:
    from crmcli.store.nouns import NOUNS

    return _fitting(NOUNS, asked.typed)


def _imported(asked: Asked) -> Sequence[Offer] | str:
    from crmcli.exchange.sheet import FIELDS

    return _fitting(FIELDS, asked.typed) or FILES if not asked.before else FILES


def _topics(asked: Asked) -> Sequence[Offer]:
    from crmcli.cli.topics import TOPICS

    entries = {name: entry.summary for name, entry in below(" ".join(asked.before)).items()}
    topics = {} if asked.before else dict.fromkeys(TOPICS, "")
    return _fitting([Offer(*one) for one in {**topics, **entries}.items()], asked.typed)


def _figures(asked: Asked) -> Sequence[Offer]:
    from crmcli.rules.appraisal import Figure

    return _fitting(Figure, asked.typed)


_CUSTOMERS = _searched(completion.customers)
_FORMATS = _fixed("table", "csv", "tsv", "json", "jsonl", "ids")

# By `COMMAND METAVAR`, else by metavar, else by the option.
SOURCES: dict[str, Source] = {
    **dict.fromkeys(("REF", "REF…", "A", "B", "KEEP", "OTHER…", "A B"), _CUSTOMERS),
    **dict.fromkeys(("S", "STAGE", "STAGE…"), _stages),
    **dict.fromkeys(("REP", "REP[,REP…]"), _reps),
    **dict.fromkeys(("CONTACT", "CONTACT…"), _searched(completion.contacts)),
    **dict.fromkeys(("ORDER", "ORDER…"), _searched(completion.orders)),
    "CODE…": _searched(completion.products),
    **dict.fromkeys(("product edit CODE", "product add CODE"), _searched(completion.products)),
    **dict.fromkeys(("ORDER|REF", "REF|ORDER"), _searched(completion.orders, completion.customers)),
    "import ORDER": _fixed("dmy", "mdy", "ymd"),
    **dict.fromkeys(("FILE", "FILE|TEXT…", "NAME|FILE|TEXT…"), lambda asked: FILES),
    "DIR": lambda asked: FOLDERS,
    "FORMAT": _FORMATS,
    "show FORMAT": _fixed("table", "csv", "tsv", "json", "jsonl", "ids", "vcf"),
    "today A,B,…": lambda asked: _sections(asked) if asked.name == "--only" else _fields(asked),
    "A,B,…": lambda asked: _fields(asked) if asked.name in ("--fields", "--missing") else (),
    "FIELD": _sort,
    "GROUP": _groups,
    "PERIOD": _fixed(*_PERIODS),
    **dict.fromkeys(("DATE", "PLAN", "DATE=AMOUNT"), _fixed(*_DATES)),
    "WHEN TEXT…": _first_word(_fixed(*_DATES)),
    "REF TEXT…": lambda asked: () if asked.before else _CUSTOMERS(asked),
    "S,S": _stages_listed,
    **dict.fromkeys(("CODE:QTY", "CODE:QTY[@PRICE]"), _line),
    "KEY=VALUE": _assignment,
    "KEY": _own_keys,
    **dict.fromkeys(
        ("config get KEY", "config set KEY", "config unset KEY"),
        lambda asked: _fitting([Offer(key.name, key.meaning) for key in config.KEYS.values()], asked.typed),
    ),
    "VALUE": _value_of_setting,
    **dict.fromkeys(("CURRENCY", "CODE", "FROM", "TO"), _currency),
    "KIND TEXT…": _first_word(_worded(words.Kind, words.KIND_WORDS)),
    "activities KIND": _worded(words.Kind, words.KIND_WORDS),
    "decisions KIND": _fixed("act", "abandon"),
    "audit signals KIND": _signals,
    "export KIND": _exported,
    "[KIND] FILE": _imported,
    "KIND": _fixed(*words.Tie),
    "SHELL": _fixed(*SHELLS),
    "WORD": _worded(words.Loss, words.LOSS_WORDS),
    "WAY": _fixed(*words.Channel),
    "ROLE": _fixed(*words.Role),
    "A–D": _fixed(*words.GRADES),
    "mail|phone": _fixed("mail", "phone"),
    "STATUS": _statuses,
    "NUMBER": _figures,
    "N…": _stored(completion.numbered, "q"),
    **dict.fromkeys(("EXPENSE", "EXPENSE…"), _stored(completion.numbered, "e")),
    "RETURN": _stored(completion.numbered, "x"),
    "ID…": _stored(completion.numbered, "w"),
    **dict.fromkeys(("QUOTE", "QUOTE…"), _stored(completion.quotes)),
    "REF TEXT…": lambda asked: () if asked.before else _CUSTOMERS(asked),
    "REMINDER…": _stored(completion.numbered, "m"),
    "ITEM…": _either(_stored(completion.numbered, "m"), _CUSTOMERS),
    "remind add N": _fixed("1w", "2w", "1m", "3m", "6m", "1y"),
    "CC": _fixed(*COUNTRIES),
    "CC,…": lambda asked: _listed(asked, COUNTRIES),
    "DATE…": _fixed(*_DATES),
    "MILESTONE": _stored(completion.milestones),
    **dict.fromkeys(("season unset NAME…", "--season"), _stored(completion.named, "season")),
    "--group": _stored(completion.named, "group"),
    "DAY": _fixed("due", "invoice", "order"),
    "CARD": _stored(completion.numbered, "k"),
    "STEP": _stored(completion.numbered, ""),
    "import NAME": _fixed(*_ENCODINGS),
    "MARK": _fixed(".", ","),
    "TOPIC": _topics,
    **dict.fromkeys(
        ("--tag", "--untag", "--region", "--industry", "--category", "--size", "--source", "--grade"), _said
    ),
}
