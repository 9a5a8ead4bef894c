"""``python -m saksi``, and the command ``saksi``: the program in a process of its own."""

import gc
import os
import sys

from saksi.cli import main

THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def run() -> int:
    """What is there when the program ends goes with the process: to search it for garbage first would take a sixth of a short run.

    Matrices are multiplied on one core, unless the user says otherwise: they are so small that a second thread mostly waits, and doubled
    the processor time of a whole run. More cores are used by ``--jobs``.
    """
    for name in THREADS:
        os.environ.setdefault(name, "1")
    try:
        return main()
    finally:
        gc.freeze()


if __name__ == "__main__":
    sys.exit(run())
