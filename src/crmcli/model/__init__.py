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
    from crmcli.model.expense import Expense
    from crmcli.model.field import OwnField, OwnValue
    from crmcli.model.holiday import Holiday
    from crmcli.model.instalment import Instalment
    from crmcli.model.invoice import Invoice
    from crmcli.model.milestone import Milestone
    from crmcli.model.next_step import NextStep
    from crmcli.model.opt_out import OptOut
    from crmcli.model.order import Order
    from crmcli.model.order_line import OrderLine
    from crmcli.model.ownership import Ownership
    from crmcli.model.payment import Payment
    from crmcli.model.point import Point
    from crmcli.model.policy import Policy, Season
    from crmcli.model.product import Product, ProductPrice
    from crmcli.model.quote import Quote, QuoteLine
    from crmcli.model.rate import Rate
    from crmcli.model.refund import Refund, RefundPart
    from crmcli.model.relation import Moved, NotSame, Relation
    from crmcli.model.reminder import Handled, Reminder
    from crmcli.model.rep import Rep
    from crmcli.model.returned import OrderReturn, Reduction
    from crmcli.model.stage import Dwell, StageDefinition
    from crmcli.model.tag import Tag
    from crmcli.model.target import Target
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
    "Expense": "expense",
    "Handled": "reminder",
    "Holiday": "holiday",
    "Instalment": "instalment",
    "Invoice": "invoice",
    "Milestone": "milestone",
    "Moved": "relation",
    "NextStep": "next_step",
    "NotSame": "relation",
    "OptOut": "opt_out",
    "Order": "order",
    "OrderLine": "order_line",
    "OrderReturn": "returned",
    "OwnField": "field",
    "OwnValue": "field",
    "Ownership": "ownership",
    "Payment": "payment",
    "Point": "point",
    "Policy": "policy",
    "Product": "product",
    "ProductPrice": "product",
    "Quote": "quote",
    "QuoteLine": "quote",
    "Rate": "rate",
    "Reduction": "returned",
    "Refund": "refund",
    "RefundPart": "refund",
    "Relation": "relation",
    "Reminder": "reminder",
    "Rep": "rep",
    "Season": "policy",
    "StageDefinition": "stage",
    "Tag": "tag",
    "Target": "target",
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
    "Expense",
    "Handled",
    "Holiday",
    "Instalment",
    "Invoice",
    "Milestone",
    "Moved",
    "NextStep",
    "NotSame",
    "OptOut",
    "Order",
    "OrderLine",
    "OrderReturn",
    "OwnField",
    "OwnValue",
    "Ownership",
    "Payment",
    "Point",
    "Policy",
    "Product",
    "ProductPrice",
    "Quote",
    "QuoteLine",
    "Rate",
    "Reduction",
    "Refund",
    "RefundPart",
    "Relation",
    "Reminder",
    "Rep",
    "Season",
    "StageDefinition",
    "Tag",
    "Target",
    "Transition",
    "Verdict",
]


def __getattr__(name: str) -> Any:
    # A writing command imports the tables it needs and no others: each one costs SQLAlchemy a mapper.
    if name not in _HOMES:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"crmcli.model.{_HOMES[name]}"), name)
