"""Processes that help another one end with it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from concurrent.futures import ProcessPoolExecutor

import pytest

from generator.reading.helping import begin_to_help
from tests.processes import all_end


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells which processes there are")
def test_they_end_when_the_process_that_they_help_is_killed() -> None:
    process = os.fork()
    if process == 0:
        os.setpgid(0, 0)
        pool = ProcessPoolExecutor(2, multiprocessing.get_context("fork"), begin_to_help)
        assert list(pool.map(abs, [-1, -2, -3])) == [1, 2, 3]
        os.kill(os.getpid(), signal.SIGKILL)
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == -signal.SIGKILL
    assert all_end(process)
