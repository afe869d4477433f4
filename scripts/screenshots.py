"""Pictures of the demo's pages for the README: starts the demo in a folder of its own, takes them, ends it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def take(page: Page, address: str) -> None:
    def picture(name: str, path: str, *, width: int = 1280, height: int = 900, whole: bool = False) -> None:
        page.set_viewport_size({"width": width, "height": height})
        page.goto(address + path)
        page.screenshot(path=PICTURES / f"{name}.png", full_page=whole)

    at = "/south-riverside/projects"
    picture("home", "/south-riverside/")
    picture("project", f"{at}/blood-tests/")
    picture("question", f"{at}/blood-tests/answer/", width=390, height=844)
    page.get_by_label("For myself").check()
    page.get_by_role("button", name="Continue").click()
    page.screenshot(path=PICTURES / "question.png")
    picture("what-changed", "/south-riverside/what-changed/")
    page.goto(address + "/demo/people/")
    page.locator("form", has=page.locator("input[value='priya.shah@demo.example']")).get_by_role("button").click()
    picture("today", "/team/south-riverside/")
    picture("results", "/team/south-riverside/projects/blood-tests/results/")
    picture("reach", "/team/south-riverside/projects/blood-tests/reach/")


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    browser_path = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser_path is None:
        raise SystemExit("No Chromium here. Run: scripts/system_packages.sh tests")
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        environment = {**os.environ, "ALONGSIDE_DATA": folder, "PORT": str(port), "HOST": "127.0.0.1"}
        serving = subprocess.Popen(
            [sys.executable, "-m", "alongside.commands", "serve", "--demo"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
        )
        try:
            for _moment in range(600):
                time.sleep(0.2)
                with socket.socket() as tried:
                    if tried.connect_ex(("127.0.0.1", port)) == 0:
                        break
            time.sleep(8)  # the worker's first tables
            with sync_playwright() as play:
                browser = play.chromium.launch(executable_path=browser_path, args=FLAGS)
                take(browser.new_page(locale="en-GB"), f"http://127.0.0.1:{port}")
                browser.close()
        finally:
            serving.send_signal(signal.SIGINT)
            serving.wait(30)
    print(f"Pictures are in {PICTURES.relative_to(ROOT)}.")


if __name__ == "__main__":
    main()
