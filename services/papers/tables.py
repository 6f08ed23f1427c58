"""Papers' own table as PynamoDB models. No personal data: names and addresses are in the PDFs only.

| item | ``about`` / ``item`` | holds |
|---|---|---|
| paper | code / ``PAPER#<form>#<event>`` | one paper of a dossier |
| paper | code / ``PAPER#control`` | its newest control slip |
| row | ``BOOK#<agency>#<month>`` / ``<accepted>#<code>`` | one line of an agency's register |
| register | ``REGISTER#<id>`` / ``REGISTER`` | a register that was asked for, and how far it is |

A row stands in the local month of its acceptance. Values are JSON in ``body``; what conditions need
stands beside it.
"""

from __future__ import annotations

from pynamodb.attributes import (
    DiscriminatorAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
)

from shared.table import LazyName, Table

REGISTER = "REGISTER"


class PapersTableItem(Table):
    """Any item of the table."""

    class Meta:
        table_name = LazyName("papers_table")

    about = UnicodeAttribute(hash_key=True)
    item = UnicodeAttribute(range_key=True)
    kind = DiscriminatorAttribute()
    body = UnicodeAttribute(null=True)


class PaperItem(PapersTableItem, discriminator="paper"):
    """A paper; ``number`` is that of its event."""

    number = NumberAttribute()


class RowItem(PapersTableItem, discriminator="row"):
    """A dossier in the register, as of its ``version``.

    ``handovers`` are ``out <instant>`` and ``back <instant>``: a set, so that events may come in
    any order and more than once.
    """

    version = NumberAttribute(null=True)
    handovers = UnicodeSetAttribute(null=True)


class RegisterItem(PapersTableItem, discriminator="register"):
    """A register that was asked for; ``state`` guards its end."""

    state = UnicodeAttribute()
    done = NumberAttribute(default=0)
    total = NumberAttribute(null=True)
