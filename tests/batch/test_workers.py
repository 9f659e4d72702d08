"""Processes that do the work."""

import datetime as dt
import multiprocessing
import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor

from pipeline.batch import find_sources
from pipeline.batch.workers import Processes
from pipeline.read import Hints

AT = dt.datetime(2025, 7, 2, 9, 30, tzinfo=dt.UTC)


def test_a_process_does_not_hear_an_interrupt_while_it_is_starting(folder, recipe, capfd):
    sources = find_sources([folder], hints=Hints()).sources
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    with Processes(recipe, 1) as workers, ThreadPoolExecutor(1) as thread:
        result = thread.submit(workers.label, sources, AT)
        while not multiprocessing.active_children() and not result.done():
            time.sleep(0.001)
        (child,) = multiprocessing.active_children()
        while not result.done():
            os.kill(child.pid, signal.SIGINT)
            time.sleep(0.02)
        assert len(result.result().results) == len(sources)
        assert child.is_alive()
        assert thread.submit(signal.pthread_sigmask, signal.SIG_BLOCK, ()).result() == before
    assert "Traceback" not in capfd.readouterr().err
