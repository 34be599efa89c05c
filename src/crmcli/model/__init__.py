"""What exists: one module per noun, imported when its name is asked for; foreign keys live in the schema."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crmcli.model.activity import Activity
    from crmcli.model.allocation import Allocation
    from crmcli.model.archiving import Archiving
    from crmcli.model.card import Card
    from crmcli.model.contact import Contact
    from crmcli.model.customer import Customer
    from crmcli.model.field import OwnField, OwnValue
    from crmcli.model.instalment import Instalment
    from crmcli.model.next_step import NextStep
    from crmcli.model.order import Order
    from crmcli.model.ownership import Ownership
    from crmcli.model.payment import Payment
    from crmcli.model.point import Point
    from crmcli.model.rep import Rep
    from crmcli.model.tag import Tag
    from crmcli.model.transition import Transition

_HOMES = {
    "Activity": "activity",
    "Allocation": "allocation",
    "Archiving": "archiving",
    "Card": "card",
    "Contact": "contact",
    "Customer": "customer",
    "Instalment": "instalment",
    "NextStep": "next_step",
    "Order": "order",
    "OwnField": "field",
    "OwnValue": "field",
    "Ownership": "ownership",
    "Payment": "payment",
    "Point": "point",
    "Rep": "rep",
    "Tag": "tag",
    "Transition": "transition",
}

__all__ = [
    "Activity",
    "Allocation",
    "Archiving",
    "Card",
    "Contact",
    "Customer",
    "Instalment",
    "NextStep",
    "Order",
    "OwnField",
    "OwnValue",
    "Ownership",
    "Payment",
    "Point",
    "Rep",
    "Tag",
    "Transition",
]


def __getattr__(name: str) -> Any:
    # A writing command imports the tables it needs and no others: each one costs SQLAlchemy a mapper.
    if name not in _HOMES:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"crmcli.model.{_HOMES[name]}"), name)
