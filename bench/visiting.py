"""What a first visit fetches: the page, its styles, scripts and pictures, compressed as the proxy in front does.

A picture that a stylesheet names counts, whether or not the page shows it: a little more than a browser fetches.
"""

import gzip
import re
from urllib.parse import urljoin, urlsplit

from bench.serving import Client

LINKED = re.compile(r"""<(?:link|script|img|source)\b[^>]*?\b(?:href|src)=["']([^"'#]+)""")
IN_STYLES = re.compile(r"""url\(["']?([^"')]+)""")
IMPORTED = re.compile(r"""\b(?:from|import)\s*["']([^"']+)["']""")


def first_visit(client: Client, path: str) -> tuple[int, int]:
    """(bytes in all, bytes of script)."""
    sizes: dict[str, int] = {}
    waiting = [path]
    while waiting:
        address = waiting.pop()
        if address in sizes:
            continue
        status, _location, body = client.send("GET", address)
        assert status == 200, (address, status)
        sizes[address] = len(gzip.compress(body, 6))
        name = urlsplit(address).path
        inside = IN_STYLES if "/brand" in name or name.endswith(".css") else IMPORTED if name.endswith(".js") else None
        inside = LINKED if address == path else inside
        if inside is not None:
            found = (urljoin(address, each) for each in inside.findall(body.decode()))
            waiting += [each for each in found if each.startswith("/") and not each.startswith("//")]
    return sum(sizes.values()), sum(size for name, size in sizes.items() if urlsplit(name).path.endswith(".js"))
