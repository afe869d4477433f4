"""Put the design system's ready-made files among our static files, without its remote fonts.

Reads node_modules (npm ci fetched it by hash), writes alongside/design/static/vendor. Stops if the stylesheet is
not what we expect: exactly two remote font faces to remove, and no other address left in it.
"""

import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FROM = ROOT / "node_modules" / "nhsuk-frontend" / "dist" / "nhsuk"
TO = ROOT / "alongside" / "design" / "static" / "vendor"


def stylesheet(source: str) -> str:
    css, removed = re.subn(r"@font-face\{[^}]*https://[^}]*\}", "", source)
    if removed != 2:
        raise SystemExit(f"Expected to remove 2 remote font faces, found {removed}. Look at the new release.")
    css = css.replace("/assets/images/", "assets/images/")
    css = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css)
    left = [address for address in re.findall(r"[a-z]+://[^\s\"')]*", css) if "www.w3.org" not in address]
    if left:
        raise SystemExit(f"The stylesheet still names other hosts: {left}")
    return css


def main() -> None:
    if not FROM.is_dir():
        raise SystemExit("node_modules is not there yet. Run: make env")
    shutil.rmtree(TO, ignore_errors=True)
    nhsuk = TO / "nhsuk"
    nhsuk.mkdir(parents=True)
    (nhsuk / "nhsuk-frontend.min.css").write_text(stylesheet((FROM / "nhsuk-frontend.min.css").read_text()))
    script = re.sub(r"//# sourceMappingURL=.*", "", (FROM / "nhsuk-frontend.min.js").read_text())
    (nhsuk / "nhsuk-frontend.min.js").write_text(script)
    shutil.copytree(FROM / "assets" / "images", nhsuk / "assets" / "images")
    print(f"Static files of the design system are in {TO.relative_to(ROOT)}.", file=sys.stderr)


if __name__ == "__main__":
    main()
