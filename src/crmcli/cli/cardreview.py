"""crm card review."""

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from crmcli import interrupts
from crmcli.cli import frame, say
from crmcli.cli.cardbox import named, text_of
from crmcli.errors import CrmError, ExitCode, UsageError
from crmcli.exchange.cards.given import SURE as DOUBTFUL
from crmcli.exchange.cards.reading import from_json
from crmcli.exchange.vcard import Card, Point
from crmcli.language import _, many
from crmcli.render.text import shown
from crmcli.store.read import view
from crmcli.store.reads import cards as reads

if TYPE_CHECKING:
    from crmcli.actions.cards import CardRow
    from crmcli.actions.review import Answer
    from crmcli.store.write import Request

_MOST_LINES, _WIDEST = 30, 120  # of the original beside its fields: a vCard may hold a photo

# What can be put right by hand: one value, or several by commas.
_FIELDS = ("name", "company", "title", "department", "wechat")
_LISTS = ("phones", "emails", "websites")
_ALSO = {"phone": "phones", "email": "emails", "website": "websites"}


def review(
    ctx: typer.Context,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=_("Do not ask: take what is likely and well read."))] = False,
    least: Annotated[
        float, typer.Option("--min-confidence", metavar="0..1", help=_("What is read less surely is doubtful."))
    ] = DOUBTFUL,
    as_: frame.As = "",
    dry_run: frame.DryRun = False,
    quiet: frame.Quiet = False,
) -> None:
    """Look through the cards that wait, one at a time: a new customer, somebody at one that is there, or none.

    With --yes each that was read surely enough goes to the customer that it is likely to be of, or becomes a new one
    where it waits only because of its reading; the others wait on. Each card is done by itself, and all of them are one step.
    """
    if not 0 <= least <= 1:
        raise UsageError(_("--min-confidence is a number from 0 to 1."))
    if not (yes or say.person_answers()):
        raise UsageError(_("Nobody is there to be asked; say --yes."))
    look_through(frame.request(ctx, as_, dry_run), least, yes=yes, quiet=quiet)


review.examples = ("crm card review", "crm card review --yes --min-confidence 0.8")  # type: ignore[attr-defined]


def look_through(request: "Request", least: float = DOUBTFUL, *, yes: bool = False, quiet: bool = False) -> None:
    """Go through the cards that wait; ends with 4 where any waits on."""
    from crmcli.actions.review import Review

    with view(request.path, request.today) as opened:
        waiting = [row.id for row in reads.cards(opened, inbox=True)]
    work = Review(request, frame.date_order())
    done: list[CardRow] = []
    for place, one in enumerate(waiting, 1):
        try:
            with view(request.path, request.today) as opened:
                found = reads.card(opened, one)
            answer = _likely(found, least) if yes else _asked(found, least, f"{place}/{len(waiting)}")
            if answer is not None:
                interrupts.heard_again()
                done.append(work.decide(found, answer))
                if not quiet:
                    _tell(one, done[-1], dry_run=request.dry_run)
        except CrmError as error:
            say.fail(error)
    _conclude(done, len(waiting) - len(done), quiet=quiet, dry_run=request.dry_run)


def _likely(found: reads.CardFile, least: float) -> "Answer | None":
    """Return whose a card is, where that is likely and it was read well; or None."""
    from crmcli.actions.review import Answer, card_in

    card = card_in(found)
    if min(_confidence(found).values(), default=1.0) < least or not (card.name or card.company):
        return None
    if found.card.likely_id:
        return Answer(card, attach=str(found.card.likely_id))
    return Answer(card, found=True) if found.reading else None


def _asked(found: reads.CardFile, least: float, place: str) -> "Answer | None":
    from crmcli.actions.review import card_in

    card = card_in(found)
    _show(found, card, least, place)
    return _Asker(found, card).answer()


def _tell(one: str, row: "CardRow", *, dry_run: bool) -> None:
    customer = "" if row.id is None else f"{row.name} ({row.id})"
    said = _("{card} {name}: {result} {customer}")
    if dry_run:
        customer = row.name if row.result == "created" else customer  # no number is given yet
        said = _("Would be done, nothing is written: {sentence}").format(sentence=said)
    say.say(said.format(card=one, name=row.contact or row.name, result=row.result, customer=customer).rstrip())


def _conclude(done: "list[CardRow]", left: int, *, quiet: bool, dry_run: bool) -> None:
    if not quiet:
        said = (
            many("{count} card done, {left} wait on.", "{count} cards done, {left} wait on.", len(done))
            if done or left
            else _("No card waits.")
        )
        if dry_run:
            said = _("Nothing is written. {said}").format(said=said)
        say.say(said.format(count=len(done), left=left))
        if done and not dry_run:
            say.say(_("  See them: crm card list · take it back: crm undo"))
    if not dry_run and (quiet or not sys.stdout.isatty()):
        say.raw("".join(f"{row.id}\n" for row in done if row.id))
    if left:
        raise typer.Exit(ExitCode.CONFLICT)


def _confidence(found: reads.CardFile) -> dict[str, float]:
    return dict(from_json(found.reading).confidence) if found.reading else {}


def _show(found: reads.CardFile, card: Card, least: float, place: str) -> None:
    """Show a card on the terminal: the original, its fields, and what is doubtful."""
    say.say(f"── {place} · {found.card.id} · {found.card.source or '-'} ──")
    text = text_of(found)
    if text is None:
        say.say(_("  picture: {source}; open it with: crm card show {id} --to FILE").format(**named(found)))
        text = found.text
    lines = text.splitlines()
    for line in lines[:_MOST_LINES]:
        say.say(f"  │ {line[:_WIDEST]}")
    if len(lines) > _MOST_LINES:
        say.say(_("  │ … the rest: crm card show {id}").format(id=found.card.id))
    confidence = _confidence(found)
    for field in (*_FIELDS, *_LISTS):
        value = getattr(card, field)
        text = value if isinstance(value, str) else ", ".join(getattr(one, "value", one) for one in value)
        if text:
            sure = confidence.get(field, 1.0)
            say.say(f"  {field:<11}{text}  {sure:.2f}{' ?' if sure < least else ''}")
    say.say(_("  waits because {why}").format(why=found.card.why))


# The first characters of the answers in Chinese; English and Spanish ones begin with the same letters.
_CHINESE = {"新": "n", "归": "a", "编": "e", "改": "e", "跳": "s", "以": "l", "后": "l", "等": "l"}


class _Asker:
    """Asks what is to become of a card, until that is clear."""

    def __init__(self, found: reads.CardFile, card: Card) -> None:
        self.found = found
        self.card = card

    def answer(self) -> "Answer | None":
        """Return the answer, or None where the card is to wait on."""
        from crmcli.actions.review import Answer

        likely = self.found.card.likely_id
        question = _("[n]ew customer, [a]ttach to {likely}, [e]dit, [s]kip, [l]ater").format(
            likely=f"{self.found.card.likely} ({likely})" if likely else _("another")
        )
        while True:
            word = _ask(question, "a" if likely else "n").strip().casefold()[:1]
            word = _CHINESE.get(word, word)
            if word == "l":
                return None
            if word == "s":
                return Answer(self.card, skip=True)
            if word == "e":
                self._edit()
            elif word == "n" and not (self.card.name or self.card.company):
                say.say(_("A customer needs a name: say e, then name=… or company=…"))
            elif word == "n":
                return self._besides(Answer(self.card))
            elif word == "a":
                ref = _ask(_("Which customer"), str(likely or ""))
                if ref:
                    return self._besides(Answer(self.card, attach=ref))

    def _edit(self) -> None:
        """Change a field: `name=Ana López`; phones, emails and websites by commas."""
        key, equals, value = _ask(_("FIELD=VALUE"), "").partition("=")
        key = _ALSO.get(key.strip(), key.strip())
        if not equals or key not in (*_FIELDS, *_LISTS):
            say.say(_("There are: {names}").format(names=", ".join((*_FIELDS, *_LISTS))))
            return
        parts = tuple(part.strip() for part in value.split(",") if part.strip())
        changed: Any = value.strip()
        if key in _LISTS:
            changed = parts if key == "websites" else tuple(Point(part) for part in parts)
        self.card = self.card._replace(**{key: changed})

    def _besides(self, answer: "Answer") -> "Answer":
        """Ask in the same breath what else is known; Enter is nothing."""
        note, grade, owner = (_ask(question, "") for question in (_("Note"), _("Grade A-D"), _("Owner")))
        day, _space, text = _ask(_("Next step, like +7d call"), "").partition(" ")
        return answer._replace(note=note, grade=grade, owner=owner, next_day=day, next_text=text)


def _ask(question: str, default: str) -> str:
    answer: str = typer.prompt(shown(question), default=default, show_default=bool(default), err=True)
    return answer.strip()
