# SPDX-License-Identifier: MIT
"""A browser without a screen, driven over the WebDriver protocol (https://www.w3.org/TR/webdriver2/): real keys, a
real pointer. It needs Chromium and its driver and nothing else."""

from __future__ import annotations

import base64
import contextlib
import json
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
DRIVER = shutil.which("chromedriver")
OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
ENTER, ESCAPE, TAB = "\ue007", "\ue00c", "\ue004"
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
_PORT = "started successfully on port "


class Browser:
    """One window."""

    def __init__(self, address: str, session: str):
        self._base = f"{address}/session/{session}"
        self._address = address

    def open(self, path: Path, fragment: str = "") -> None:
        """Open a file."""
        self._call("POST", "/url", {"url": path.as_uri() + fragment})

    def run(self, script: str, *arguments: object) -> Any:
        """Run a script and return what it returns."""
        return self._call("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def keys(self, keys: str) -> None:
        """Press keys where the focus is."""
        actions = [{"type": way, "value": key} for key in keys for way in ("keyDown", "keyUp")]
        self._call("POST", "/actions", {"actions": [{"type": "key", "id": "keys", "actions": actions}]})

    def hover(self, selector: str) -> None:
        """Move the pointer over the first element that a selector finds."""
        self._point(selector, ())

    def click(self, selector: str) -> None:
        """Click the first element that a selector finds."""
        self._point(selector, ({"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}))

    def text(self, selector: str) -> str:
        """Return the text of an element, as it is shown."""
        return str(self.run("return document.querySelector(arguments[0]).innerText", selector))

    def count(self, selector: str) -> int:
        """Return how many elements a selector finds that are on show."""
        script = "return [...document.querySelectorAll(arguments[0])].filter((e) => e.checkVisibility()).length"
        return int(self.run(script, selector))

    def wait(self, script: str, seconds: float = 5.0) -> None:
        """Wait until a script returns something true."""
        end = time.monotonic() + seconds
        while not self.run(f"return {script}"):
            if time.monotonic() > end:
                raise AssertionError(f"It never came: {script}")
            time.sleep(0.02)

    def resize(self, width: int, height: int) -> None:
        """Give the page a size, in pixels."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.tell("Emulation.setDeviceMetricsOverride", metrics)

    def prefer(self, *, dark: bool = False, media: str = "") -> None:
        """Show the page as it is with a dark system, or on another medium such as ``print``."""
        features = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.tell("Emulation.setEmulatedMedia", {"media": media, "features": features})

    def picture(self, path: Path) -> None:
        """Write a picture of what is shown."""
        path.write_bytes(base64.b64decode(self._call("GET", "/screenshot")))

    def pdf(self, path: Path) -> None:
        """Print to a PDF."""
        path.write_bytes(base64.b64decode(self._call("POST", "/print", {})))

    def tell(self, command: str, parameters: Mapping[str, object]) -> Any:
        """Give a command of the DevTools protocol."""
        return self._call("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def log(self) -> list[str]:
        """Return what the console said since it was last asked."""
        return [entry["message"] for entry in self._call("POST", "/se/log", {"type": "browser"})]

    def quit(self) -> None:
        """Close it."""
        self._call("DELETE", "")

    def _point(self, selector: str, then: Sequence[Mapping[str, object]]) -> None:
        found = self._call("POST", "/element", {"using": "css selector", "value": selector})
        move = {"type": "pointerMove", "duration": 30, "x": 0, "y": 0, "origin": {_ELEMENT: found[_ELEMENT]}}
        actions = [{"type": "pointer", "id": "mouse", "actions": [move, *then]}]
        self._call("POST", "/actions", {"actions": actions})

    def _call(self, method: str, path: str, body: Mapping[str, object] | None = None) -> Any:
        return _call(method, self._base + path, body)


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """Run a browser whose profile lies in a folder."""
    with subprocess.Popen([str(DRIVER), "--port=0"], stdout=subprocess.PIPE, text=True) as driver:
        try:
            address = f"http://127.0.0.1:{_port(driver)}"
            options = {"binary": BROWSER, "args": [*OPTIONS, f"--user-data-dir={folder / 'profile'}"]}
            wanted = {"alwaysMatch": {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}}
            made = Browser(address, _call("POST", f"{address}/session", {"capabilities": wanted})["sessionId"])
            yield made
            with contextlib.suppress(OSError):
                made.quit()
        finally:
            driver.kill()


def _port(driver: subprocess.Popen[str]) -> int:
    for line in driver.stdout or ():
        if _PORT in line:
            return int(line.rsplit(_PORT, 1)[1].strip(" .\n"))
    raise OSError("The driver of the browser has not said on which port it listens.")


def _call(method: str, address: str, body: Mapping[str, object] | None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address, data, {"Content-Type": "application/json"}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read())["value"]
    except urllib.error.HTTPError as error:
        raise AssertionError(json.loads(error.read())["value"]["message"]) from error
