"""What exists: one module per noun, imported when its name is asked for; foreign keys live in the schema."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crmcli.model.activity import Activity
    from crmcli.model.allocation import Allocation
    from crmcli.model.approval import Approval, Verdict
    from crmcli.model.archiving import Archiving
    from crmcli.model.card import Card
    from crmcli.model.contact import Contact
    from crmcli.model.customer import Customer
    from crmcli.model.decision import Alert, Decision
    from crmcli.model.field import OwnField, OwnValue
    from crmcli.model.instalment import Instalment
    from crmcli.model.next_step import NextStep
    from crmcli.model.opt_out import OptOut
    from crmcli.model.order import Order
    from crmcli.model.ownership import Ownership
    from crmcli.model.payment import Payment
    from crmcli.model.point import Point
    from crmcli.model.relation import Moved, NotSame, Relation
    from crmcli.model.rep import Rep
    from crmcli.model.stage import Dwell, StageDefinition
    from crmcli.model.tag import Tag
    from crmcli.model.transition import Transition

_HOMES = {
    "Activity": "activity",
    "Alert": "decision",
    "Allocation": "allocation",
    "Approval": "approval",
    "Archiving": "archiving",
    "Card": "card",
    "Contact": "contact",
    "Customer": "customer",
    "Decision": "decision",
    "Dwell": "stage",
    "Instalment": "instalment",
    "Moved": "relation",
    "NextStep": "next_step",
    "NotSame": "relation",
    "OptOut": "opt_out",
    "Order": "order",
    "OwnField": "field",
    "OwnValue": "field",
    "Ownership": "ownership",
    "Payment": "payment",
    "Point": "point",
    "Relation": "relation",
    "Rep": "rep",
    "StageDefinition": "stage",
    "Tag": "tag",
    "Transition": "transition",
    "Verdict": "approval",
}

__all__ = [
    "Activity",
    "Alert",
    "Allocation",
    "Approval",
    "Archiving",
    "Card",
    "Contact",
    "Customer",
    "Decision",
    "Dwell",
    "Instalment",
    "Moved",
    "NextStep",
    "NotSame",
    "OptOut",
    "Order",
    "OwnField",
    "OwnValue",
    "Ownership",
    "Payment",
    "Point",
    "Relation",
    "Rep",
    "StageDefinition",
    "Tag",
    "Transition",
    "Verdict",
]


def __getattr__(name: str) -> Any:
    # A writing command imports the tables it needs and no others: each one costs SQLAlchemy a mapper.
    if name not in _HOMES:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"crmcli.model.{_HOMES[name]}"), name)
