# SPDX-License-Identifier: MIT
"""A page with pictures, notes, a table, code and a quotation: one that is there, and one the original does not hold."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODeviceBase, QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPolygonF

from app.text.markdown import render
from tests.builders import add_rendered
from tests.screenshots.camera import Camera, wait_until

TITLE = "The gates of Tamsel"
TEXT = """# The gates of Tamsel

The ministry counted the lorries that waited at the bridge[^1] and printed what it found. The picture below is its own;
[the table of tariffs](#tariffs) follows, and [the whole report](https://example.org/gates) lies on the web.

![Lorries a week at the three gates](data:image/png;base64,PICTURE)

The second picture was never printed[^2].

![The queue on the first day of autumn](https://example.org/queue.png)

## Tariffs

| gate | crowns | since |
|---|---|---|
| Salt Quay | 12 | May 2024 |
| Hill gate | 118 | June 2025 |

> A gate that is shut earns nothing, said Vera Lind.

```
for gate in gates: count(gate)
```

[^1]: From the first of May to the last of August, Sundays left out.
[^2]: The Port Board says that none was taken.
"""


def take(camera: Camera) -> None:
    """Take the pictures of one theme and size."""
    window = camera.window
    if all(source.title != TITLE for source in window.session.required.sources()):
        text = TEXT.replace("PICTURE", bytes(png().data().toBase64().data()).decode())
        add_rendered(window.session.required, TITLE, render(text), text.encode(), "md")
    window.reading.open_source(window.session.required.find_source(TITLE).id)
    view = window.pane.view
    wait_until(lambda: bool(view.pictures_in_view()))
    camera.take("pictured")
    view.reveal(view.text.index("Tariffs"), margin=100)
    camera.take("tariffs")
    view.reveal(0, margin=100)


def png() -> QBuffer:
    """Return a chart, as a picture."""
    image = QImage(900, 420, QImage.Format.Format_RGB32)
    image.fill(QColor("#f4efe2"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number, height in enumerate((120, 210, 160, 320, 280, 90, 240)):
        painter.fillRect(QRectF(60 + 115 * number, 380 - height, 80, height), QColor("#2b5c8a"))
    painter.drawPolyline(QPolygonF([QPointF(40, 380), QPointF(860, 380)]))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODeviceBase.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want the format as bytes, Qt a string
    return buffer
