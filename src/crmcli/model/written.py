"""What every row of a ledger notes of how it was written."""

from sqlmodel import SQLModel


class Written(SQLModel):
    """How a row of a ledger was written, and which one it takes back; ledgers are appended to, never changed."""

    clock: str = ""  # what is to be known of the clock: it was set, or behind the last step
    recorded_at: str
    account: str = ""
    host: str = ""
    step_id: int
    voids: int | None = None
