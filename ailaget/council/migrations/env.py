"""How Alembic runs our migrations: on the connection that it is handed, in one transaction."""

from alembic import context

from ailaget.council.schema import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
