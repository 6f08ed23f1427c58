"""Making the reports that people and schedules ask for, from the jobs' queue.

An errand that comes again finds what was made since it was sent, and goes on with what is left of
it: a mail server that was away costs no report.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext

from services.reports.making import book, editions, gathering, mailing, queue
from services.reports.making.model import FILES, Errand, Job, Progress, State, Step
from shared.messaging.consumer import take
from shared.observability import logger


def make(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Lambda handler of the jobs' queue."""
    return take(event, context, _handle, what="Report")


def _handle(body: str) -> None:
    carry_out(queue.read(body), datetime.now(UTC))


def carry_out(errand: Errand, now: datetime) -> None:
    """Make a report, unless it was made since it was asked for; then send it out, if it is to be.

    Raises:
        SendingIncomplete: it is made, and some subscribers did not get it.
    """
    job = book.find(errand.report_id)
    if job is None:
        logger.warning("Errand of an unknown report", report_id=errand.report_id)
        return
    if not job.is_made_since(errand.asked_at):
        _make(job, now)
    if errand.kind is not None:
        mailing.send_out(job.asked, errand.kind)


def _make(job: Job, now: datetime) -> None:
    teller = Teller(job, gathering.readings(job.asked))
    try:
        sheet = gathering.gather(job.asked, now, teller.tell)
        edition = editions.keep(job.asked.report_id, sheet, now, teller.tell)
    except Exception:
        book.report(job.asked.report_id, State.FAILED, teller.progress)
        raise
    book.finish(job.asked.report_id, teller.end(), edition, now)


class Teller:
    """Says how far a report is: first its readings, then its files."""

    def __init__(self, job: Job, readings: int) -> None:
        self._report_id = job.asked.report_id
        self._readings = readings
        self.progress = Progress(total=readings + len(FILES))
        book.report(self._report_id, State.MAKING, self.progress)

    def tell(self) -> None:
        """One part more is done."""
        self._move(self.progress.done + 1)
        book.report(self._report_id, State.MAKING, self.progress)

    def end(self) -> Progress:
        """Everything is done, also where there was nothing to write."""
        self._move(self.progress.total)
        return self.progress

    def _move(self, done: int) -> None:
        step = Step.READING if done < self._readings else Step.WRITING
        self.progress = Progress(step=step, done=done, total=self.progress.total)
