"""The stages as the firm has them: their order, what they are called, how long one stays, what a move into one needs."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from crmcli.errors import BadInputError, meant, quoted
from crmcli.language import _
from crmcli.model.words import BESIDE, EXPECTED_DAYS, PATH, STAGE_LABELS, STAGE_NEEDS, STAGE_WORDS, Need, Stage
from crmcli.rules.fields import LONGEST_KEY, folded, is_key
from crmcli.rules.texts import checked

LANGUAGES = ("en", "zh", "es")
# Between two neighbours there is room for others.
GAP = 1_000


class Defined(NamedTuple):
    """One stage; `labels` are in the order of LANGUAGES, `former` the keys that it had before."""

    key: str
    place: int
    beside: bool
    days: int | None
    needs: tuple[str, ...]
    labels: tuple[str, str, str]
    former: tuple[str, ...] = ()

    def label(self, language: str) -> str:
        """Return what it is called in a language: as the firm says there, else in English, else its key."""
        own = self.labels[LANGUAGES.index(language)] if language in LANGUAGES else ""
        return own or self.labels[0] or self.key


USUAL = {
    stage.value: Defined(
        stage.value,
        GAP * place,
        stage in BESIDE,
        EXPECTED_DAYS.get(stage),
        tuple(need.value for need in STAGE_NEEDS.get(stage, ())),
        STAGE_LABELS[stage],
    )
    for place, stage in enumerate((*PATH, *BESIDE), 1)
}


class Lifecycle:
    """All stages in their order: those on the path first, then those beside it."""

    def __init__(self, own: Iterable[Defined] = ()) -> None:
        """Take the stages that differ from the usual ones, or are beside them."""
        known = {**USUAL, **{one.key: one for one in own}}
        self.stages = tuple(sorted(known.values(), key=lambda one: (one.beside, one.place, one.key)))
        self.path = tuple(one.key for one in self.stages if not one.beside)
        self.beside = tuple(one.key for one in self.stages if one.beside)
        self.keys = (*self.path, *self.beside)
        self._known = {one.key: one for one in self.stages}
        self._present = {former: one.key for one in self.stages for former in one.former}

    def present(self, key: str) -> str:
        """Return the present key of a stage that a transition names, whatever it was called then."""
        return self._present.get(key, key)

    def stage(self, key: str) -> Defined | None:
        """Return the stage of that key, present or former; None where there is none."""
        return self._known.get(self.present(key))

    def label(self, key: str, language: str) -> str:
        """Return what a stage is called; one that nobody knows by its key."""
        found = self.stage(key)
        return found.label(language) if found else key

    def place(self, key: str) -> int:
        """Return the place on the path; beside it (or unknown) is before its beginning."""
        now = self.present(key)
        return self.path.index(now) if now in self.path else -1

    def needs(self, key: str) -> tuple[str, ...]:
        """Return what a move into a stage asks for."""
        found = self.stage(key)
        return found.needs if found else ()

    def words(self) -> Mapping[str, str]:
        """Return the stage that each word means: keys, former ones, labels, and what is usually said."""
        said: dict[str, str] = {word: stage.value for word, stage in STAGE_WORDS.items()}
        for one in self.stages:
            for word in (one.key, *one.former, *one.labels):
                said.setdefault(folded(word), one.key)
        return said

    def named(self, word: str) -> str:
        """Return the stage that a person's word means; BadInputError lists those there are."""
        plain = folded(word)
        if plain in self._known:
            return plain
        found = self.words().get(plain) if plain else None
        if found is None:
            raise BadInputError(
                _("{word} is no stage.").format(word=quoted(word)),
                meant(word, self.keys),
            )
        return found

    def all_named(self, words: Iterable[str]) -> list[str]:
        """Return the stages that words, or lists like `buyer,repeat`, mean; BadInputError."""
        return [self.named(part) for word in words for part in word.split(",")]

    def limits(self) -> dict[str, int]:
        """Return the expected days of each stage that has them."""
        return {one.key: one.days for one in self.stages if one.days is not None}


def valid_key(text: str) -> str:
    """Return a stage's key as it is kept; BadInputError for what is none."""
    key = folded(text)
    if not is_key(key) or len(key) > LONGEST_KEY:
        raise BadInputError(
            _("{key} is no key: letters and digits of any script, _ and - make one.").format(key=quoted(text))
        )
    return key


def valid_label(text: str, place: str) -> str:
    """Return what a stage is to be called; BadInputError for a list, or what is kept nowhere."""
    label = " ".join(checked(text, place, LONGEST_KEY).split())
    if "," in label:
        raise BadInputError(_("{place}: no commas in it.").format(place=place))
    return label


def valid_needs(text: str) -> tuple[str, ...]:
    """Return what a move asks for, from a list with commas; "" is nothing. BadInputError lists what there is."""
    found = []
    for word in (part.strip().lower() for part in text.split(",")):
        if word and word not in set(Need):
            raise BadInputError(
                _("{word} is nothing that a move can need.").format(word=quoted(word)),
                meant(word, Need),
            )
        found += [word] if word else []
    return tuple(need.value for need in Need if need in found)


def after(stages: Sequence[Defined], key: str) -> int | None:
    """Return a place right after a stage among those of its kind; None where there is no room before the next."""
    places = sorted(one.place for one in stages)
    mine = next(one.place for one in stages if one.key == key)
    following = next((place for place in places if place > mine), mine + 2 * GAP)
    middle = (mine + following) // 2
    return middle if mine < middle < following else None


def numbered(stages: Sequence[Defined]) -> list[Defined]:
    """Return the stages with places in the order in which they are given."""
    first = GAP if not stages[0].beside else USUAL[Stage.DORMANT.value].place
    return [one._replace(place=first + GAP * place) for place, one in enumerate(stages)]
