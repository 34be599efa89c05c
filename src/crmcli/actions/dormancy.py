"""What time alone does to stages: whoever ordered nothing for long falls dormant."""

from crmcli.actions.outcome import Done
from crmcli.actions.stages import by_orders
from crmcli.language import _, in_words
from crmcli.model.words import Move, Stage
from crmcli.rules.orders import automatic
from crmcli.rules.stages import Step
from crmcli.store import dormancy, facts, ledger
from crmcli.store.stages import lifecycle
from crmcli.store.write import Work


def fall_dormant(work: Work) -> list[Done]:
    """Move buyers who ordered nothing for the dormancy limit to dormant, from today on; returns a sentence for each."""
    on = automatic(facts.settings(work.sql))
    if not on.dormant:
        return []
    work.session.flush()
    life = lifecycle(work.sql)
    found = dormancy.sleepers(work.sql, work.request.today, on, life)
    rows, done = [], []
    for one in found:
        # A clock behind the last move dates nothing before it.
        day = max(work.today, one.since)
        step = Step(one.stage, Stage.DORMANT.value, day, Move.DORMANCY.value, one.order_id)
        rows.append(by_orders(work, one.customer_id, step, life, "", one.owner))
        done.append(
            Done(
                str(one.customer_id),
                _("{name} ({id}): {before} → {after}, no order since {day}.").format(
                    name=one.name,
                    id=one.customer_id,
                    before=in_words(one.stage),
                    after=in_words(Stage.DORMANT.value),
                    day=one.last_order,
                ),
                _("See them: crm list --stage dormant"),
            )
        )
    ledger.append(work.sql, "transition", rows)
    return done
