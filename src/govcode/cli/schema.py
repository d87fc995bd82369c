"""`govcode schema`: the JSON Schema that editors use for completion."""

from __future__ import annotations

import click

from govcode.documents.schema import schema_text


@click.command()
def command() -> int:
    """Print the JSON Schema of all documents, for completion, hover and checks in editors.

    Keep it beside the documents (govcode schema > schema/govcode-v1.json) and name it in the first line of each file:
    # yaml-language-server: $schema=../schema/govcode-v1.json
    """
    click.echo(schema_text(), nl=False)
    return 0
