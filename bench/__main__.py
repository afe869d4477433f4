"""Every bench in turn: `make bench`. Figures, as ratios within the run; nothing is asserted."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ORDER = ["pages", "planning", "report", "tabulation", "pack", "lost"]

for name in ORDER:
    print(f"\n== {name}", flush=True)
    subprocess.run([sys.executable, "-m", f"bench.{name}"], cwd=HERE.parent, check=False)
