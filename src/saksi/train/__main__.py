"""``python -m saksi.train``: the same as ``saksi train``."""

from __future__ import annotations

import argparse
import sys

from saksi.errors import SaksiError
from saksi.train.command import fill, run


def main() -> int:
    parser = argparse.ArgumentParser(prog="saksi train")
    fill(parser)
    try:
        return run(parser.parse_args())
    except SaksiError as error:
        print(f"saksi train: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
