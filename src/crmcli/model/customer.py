"""The customers: companies, or private persons."""

from sqlmodel import Field, SQLModel


class Customer(SQLModel, table=True):
    """A company or private person in the file; stage, owner and clocks are kept beside it as a cache."""

    __tablename__ = "customer"

    id: int | None = Field(default=None, primary_key=True)
    name: str
    address: str = ""
    region: str = ""
    industry: str = ""
    category: str = ""
    size: str = ""
    needs: str = ""
    grade: str = ""
    source: str = ""
    note: str = ""
    created_on: str
    origin: int | None = None  # digest of the imported row it came from
    merged_into: int | None = None
    merged_on: str = ""
