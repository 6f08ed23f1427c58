"""Functions that end in the middle of their work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest
from hypothesis import strategies as st

from shared.dossier.ledger import Transaction

FAULTS = st.lists(st.sampled_from(["none", "none", "before", "after"]), max_size=25)


class Crash(BaseException):
    """The function's sudden end; nothing of ours may catch it."""


@contextmanager
def crashing(drawn: Sequence[str]) -> Iterator[None]:
    """Transactions end their function before or after the write, as drawn; then never again."""
    faults, commit = iter(drawn), Transaction.commit

    def commits(writes: Transaction) -> None:
        fault = next(faults, "none")
        if fault == "before":
            raise Crash
        commit(writes)
        if fault == "after":
            raise Crash

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Transaction, "commit", commits)
        yield
