"""An end to what does not end."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Late(BaseException):
    """It has taken too long.  No ``Exception``, so that nothing on the way takes it for one."""


@contextmanager
def bounded(seconds: float) -> Iterator[None]:
    """Raises :class:`Late` within, in the main thread, once it has computed for so long.

    What a busy machine does meanwhile does not count.
    """

    def late(_signal: int, _frame: FrameType | None) -> None:
        raise Late

    before = signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
