"""The tables of a history: one row per link, and per chain how long it is and where it ends.

Moments are texts in ISO 8601: what somebody has written over them is read as it is, and named.
"""

from __future__ import annotations

from sqlalchemy import Column, Integer, MetaData, PrimaryKeyConstraint, String, Table, Text, UniqueConstraint

METADATA = MetaData()
HEAD_REVISION = "1"  # of the newest file in migrations/versions

RECORDS = Table(
    "records",
    METADATA,
    Column("chain", String(200), nullable=False),
    Column("position", Integer, nullable=False),
    Column("record", String(64), nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("key", String(64)),
    Column("signature", String(128)),
    Column("run", String(200), nullable=False),
    Column("project", String(200), nullable=False),
    Column("recorded_at", String(32), nullable=False),
    Column("as_of", String(32), nullable=False),
    Column("outcome", String(40), nullable=False),
    Column("sentence", Text, nullable=False),
    Column("revision", String(200)),
    Column("vendor", String(200)),
    Column("body", Text, nullable=False),
    PrimaryKeyConstraint("chain", "position", name="records_pkey"),
    UniqueConstraint("chain", "record", name="records_once"),
    UniqueConstraint("chain", "run", name="records_run_once"),
)
CHAINS = Table(
    "chains",
    METADATA,
    Column("chain", String(200), nullable=False),
    Column("length", Integer, nullable=False),
    Column("head", String(64), nullable=False),
    PrimaryKeyConstraint("chain", name="chains_pkey"),
)
