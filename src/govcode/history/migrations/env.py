"""Run by alembic: takes the steps on the connection, and in the transaction, that it was given."""

from __future__ import annotations

from alembic import context

from govcode.history.migrating import VERSIONS

context.configure(connection=context.config.attributes["connection"], version_table=VERSIONS, transactional_ddl=False)
context.run_migrations()
