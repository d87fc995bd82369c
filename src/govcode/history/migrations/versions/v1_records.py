"""Tables for records and chains, and triggers that let nobody change or remove a record by mistake."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision: str | None = None
branch_labels = None
depends_on = None

_KEPT = "a record of the history is never changed or removed"
_SQLITE = [
    f"create trigger records_{verb} before {verb} on records begin select raise(abort, '{_KEPT}'); end"
    for verb in ("update", "delete")
]
_FUNCTION = f"""
create function govcode_records_kept() returns trigger language plpgsql as $$ begin raise exception '{_KEPT}'; end $$
"""
_ROWS = """
create trigger records_kept before update or delete on records for each row execute function govcode_records_kept()
"""
_TABLE = """
create trigger records_full before truncate on records for each statement execute function govcode_records_kept()
"""
_POSTGRESQL = [_FUNCTION, _ROWS, _TABLE]


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "records",
        sa.Column("chain", sa.String(200), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("record", sa.String(64), nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("key", sa.String(64)),
        sa.Column("signature", sa.String(128)),
        sa.Column("run", sa.String(200), nullable=False),
        sa.Column("project", sa.String(200), nullable=False),
        sa.Column("recorded_at", sa.String(32), nullable=False),
        sa.Column("as_of", sa.String(32), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("sentence", sa.Text, nullable=False),
        sa.Column("revision", sa.String(200)),
        sa.Column("vendor", sa.String(200)),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("chain", "position", name="records_pkey"),
        sa.UniqueConstraint("chain", "record", name="records_once"),
        sa.UniqueConstraint("chain", "run", name="records_run_once"),
    )
    op.create_table(
        "chains",
        sa.Column("chain", sa.String(200), nullable=False),
        sa.Column("length", sa.Integer, nullable=False),
        sa.Column("head", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("chain", name="chains_pkey"),
    )
    for statement in _POSTGRESQL if op.get_bind().dialect.name == "postgresql" else _SQLITE:
        op.execute(statement)


def downgrade() -> None:
    """Refuse: what is remembered is not forgotten."""
    raise NotImplementedError(_KEPT)
