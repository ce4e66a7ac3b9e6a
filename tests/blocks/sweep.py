"""A sweep of fake blocks in a process of its own: ``python -m tests.blocks.sweep FOLDER COUNT``."""

import sys

from pmg_sim.blocks import Interrupted, run_blocks
from tests.blocks.fake import fakes

INTERRUPTED = 130

if __name__ == "__main__":
    try:
        report = run_blocks(fakes(int(sys.argv[2]), seconds=0.03), sys.argv[1], workers=2)
    except Interrupted as ended:
        print(ended.report.run)
        sys.exit(INTERRUPTED)
    print(report.found, report.run, report.damaged)
