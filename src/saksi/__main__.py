"""``python -m saksi``, and the command ``saksi``: the program in a process of its own."""

import gc
import sys

from saksi.cli import main


def run() -> int:
    """What is there when the program ends goes with the process: to search it for garbage first would take a sixth of a short run."""
    try:
        return main()
    finally:
        gc.freeze()


if __name__ == "__main__":
    sys.exit(run())
