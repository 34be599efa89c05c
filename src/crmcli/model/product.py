"""Products, and what they cost from which day on."""

from sqlmodel import Field, SQLModel


class Product(SQLModel, table=True):
    """Something that is sold, by its code; archived it stays in old orders."""

    __tablename__ = "product"

    id: int | None = Field(default=None, primary_key=True)
    code: str
    name: str
    unit: str = ""
    grp: str = ""
    note: str = ""
    created_on: str
    archived_on: str = ""
    origin: int | None = None


class ProductPrice(SQLModel, table=True):
    """What a product costs from a day on, in minor units per unit; None is not known."""

    __tablename__ = "product_price"

    id: int | None = Field(default=None, primary_key=True)
    product_id: int
    since: str
    currency: str
    list_price: int | None = None
    floor_price: int | None = None  # ex works: less needs a director
    cost: int | None = None
