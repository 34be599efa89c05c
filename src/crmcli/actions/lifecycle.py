"""The stages that the firm has: adding some of its own, and changing what they are called, need and expect."""

from collections.abc import Sequence

from crmcli import language
from crmcli.actions.outcome import Done, Outcome, each
from crmcli.errors import BadInputError, ConflictError, RefusedError
from crmcli.language import _
from crmcli.model import StageDefinition
from crmcli.rules import lifecycle as rules
from crmcli.rules.fields import folded
from crmcli.rules.lifecycle import LANGUAGES, USUAL, Defined, Lifecycle
from crmcli.store import stages
from crmcli.store.write import Request, Work

Labels = tuple[str | None, str | None, str | None]


def add(
    request: Request,
    key: str,
    labels: Labels,
    *,
    after: str = "",
    beside: bool = False,
    days: int | None = None,
    needs: str = "",
) -> Outcome:
    """Add a stage to the path, at its end or right `after` another one, or beside it."""

    def one(work: Work, text: str) -> Done:
        life = stages.lifecycle(work.sql)
        new = rules.valid_key(text)
        _free(life, None, new)
        ours = [known for known in life.stages if known.beside == beside]
        before = life.stage(life.named(after)) if after else ours[-1]
        if before is None or before not in ours:
            raise BadInputError(_("--after: {stage} is not on the path.").format(stage=after))
        limit = days if days is not None or beside else before.days
        made = Defined(new, 0, beside, limit, rules.valid_needs(needs), ("", "", ""))
        made = _labelled(life, made, labels)
        place = rules.after(ours, before.key)
        if place is None:
            at = ours.index(before) + 1
            for other in rules.numbered([*ours[:at], made, *ours[at:]]):
                _keep(work, other)
        else:
            _keep(work, made._replace(place=place))
        said = _("{key} is a stage now, after {before}.")
        if limit is not None:
            said = _("{key} is a stage now, after {before}; expected days {days}.")
        return Done(
            new,
            said.format(key=new, before=before.key, days=limit),
            _("Move somebody there: crm promote REF --to {key} -m TEXT").format(key=new),
        )

    return each(request, [key], one)


def rename(request: Request, key: str, new: str, labels: Labels) -> Outcome:
    """Give a stage another key or other labels; what was written stays as it was, and whoever is there stays there.

    The usual stages keep their keys, which reports and rules know them by: a new name is their label.
    """

    def one(work: Work, word: str) -> Done:
        life = stages.lifecycle(work.sql)
        old = _named(life, word)
        changed = _labelled(life, old, labels)
        if new and old.key in USUAL:
            said = tuple(new if name == language.code() else None for name in LANGUAGES)
            changed = _labelled(life, changed, (said[0], said[1], said[2]))
        elif new:
            kept = rules.valid_key(new)
            if kept == old.key:
                raise RefusedError(_("{key} is its key already.").format(key=kept))
            _free(life, old, kept)
            former = [one for one in old.former if one != kept]
            changed = changed._replace(key=kept, former=(*former, old.key))
            work.touched |= stages.standing_in(work.sql, (old.key,))
            stages.rename_dwell(work.sql, old.key, kept)
        _keep(work, changed, old.key)
        said_now = _("{key} is called {labels} now.")
        if changed.key != old.key:
            said_now = _("{old} is {key} now, and still found as {old}.")
        names = dict.fromkeys(changed.label(name) for name in LANGUAGES)
        return Done(changed.key, said_now.format(old=old.key, key=changed.key, labels=", ".join(names)))

    return each(request, [key], one)


def change(request: Request, key: str, days: int | None, needs: str | None) -> Outcome:
    """Say how long one is expected to stay in a stage, and what a move into it needs; None leaves it as it is."""

    def one(work: Work, word: str) -> Done:
        old = _named(stages.lifecycle(work.sql), word)
        if days is not None and old.beside:
            raise RefusedError(_("{key} is beside the path, where nobody is expected to move on.").format(key=old.key))
        asked = old.needs if needs is None else rules.valid_needs(needs)
        new = old._replace(days=old.days if days is None else days, needs=asked)
        _keep(work, new)
        said = _("{key}: expected days {days}; a move into it needs: {needs}.")
        if new.days is None:
            said = _("{key}: a move into it needs: {needs}.")
        return Done(new.key, said.format(key=new.key, days=new.days, needs=", ".join(new.needs) or "–"))

    return each(request, [key], one)


def set_days(request: Request, key: str, days: int | None) -> Outcome:
    """Say how long one is expected to stay in a usual stage, None as long as usual."""
    return change(request, key, USUAL[key].days if days is None else days, None)


def order(request: Request, keys: Sequence[str]) -> Outcome:
    """Put the stages of the path in this order; the usual ones keep theirs among themselves."""

    def all_of(work: Work, words: Sequence[str]) -> Done:
        life = stages.lifecycle(work.sql)
        wanted = [_named(life, word) for word in words]
        named = [one.key for one in wanted]
        if sorted(named) != sorted(life.path):
            raise BadInputError(
                _("Name every stage of the path once."), _("There are: {names}").format(names=", ".join(life.path))
            )
        usual = [one for one in named if one in USUAL]
        if usual != [one for one in USUAL if one in usual]:
            raise RefusedError(
                _("{names} keep this order: orders lead along it.").format(
                    names=", ".join(one for one in USUAL if one in usual)
                )
            )
        for one in rules.numbered(wanted):
            _keep(work, one)
        return Done(" ".join(named), _("The path is: {path}.").format(path=" → ".join(named)))

    return each(request, [keys], all_of)


def _named(life: Lifecycle, word: str) -> Defined:
    found = life.stage(life.named(word))
    assert found is not None  # a word names only stages that there are
    return found


def _free(life: Lifecycle, mine: Defined | None, word: str) -> None:
    """Raise ConflictError where a word means another stage already."""
    other = life.words().get(folded(word))
    if other is not None and (mine is None or other != mine.key):
        raise ConflictError(_("{word} means the stage {key} already.").format(word=word, key=other))


def _labelled(life: Lifecycle, stage: Defined, labels: Labels) -> Defined:
    """Return a stage with other labels; None leaves one as it is, "" puts back what it is by itself."""
    kept = []
    for given, old, name, place in zip(labels, stage.labels, LANGUAGES, range(len(LANGUAGES)), strict=True):
        label = old if given is None else rules.valid_label(given, f"--{name}")
        if given is not None and not label and stage.key in USUAL:
            label = USUAL[stage.key].labels[place]
        if label and label != old:
            _free(life, stage, label)
        kept.append(label)
    return stage._replace(labels=(kept[0], kept[1], kept[2]))


def _keep(work: Work, stage: Defined, key: str = "") -> None:
    """Write a stage, whose key was `key`; a usual one as it usually is needs no row."""
    known = {one.key: row for row, one in stages.own(work.sql).items()}
    row = known.get(key or stage.key)
    if stage == USUAL.get(stage.key):
        if row is not None:
            work.remove(StageDefinition, row)
        return
    usual = USUAL[stage.key].labels if stage.key in USUAL else ("", "", "")
    labels = ["" if own == default else own for own, default in zip(stage.labels, usual, strict=True)]
    there = StageDefinition(key="", place=0, created_on=work.today) if row is None else work.get(StageDefinition, row)
    there.key, there.place, there.beside, there.days = stage.key, stage.place, int(stage.beside), stage.days
    there.needs, there.former = ",".join(stage.needs), " ".join(stage.former)
    there.label_en, there.label_zh, there.label_es = labels
    work.add(there)
