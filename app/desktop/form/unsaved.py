# SPDX-License-Identifier: MIT
"""What was given in the form and could not be saved: it is shown, and tried again, until it is."""

from __future__ import annotations

from app.desktop.form.edits import edited, field_edit
from database.records import Annotation


class Unsaved:
    """Values of fields by annotation, in the order they were given."""

    def __init__(self) -> None:
        self._values: dict[int, dict[str, object]] = {}

    def put(self, annotation: int, field: str, value: object) -> None:
        """Keep a value until it is saved."""
        self._values.setdefault(annotation, {})[field] = value

    def drop(self, annotation: int, field: str) -> None:
        """Forget a value: it is saved."""
        fields = self._values.get(annotation, {})
        fields.pop(field, None)
        if not fields:
            self._values.pop(annotation, None)

    def forget(self, annotation: int) -> None:
        """Forget an annotation: it is gone."""
        self._values.pop(annotation, None)

    def pending(self) -> list[tuple[int, str, object]]:
        """Return everything that is not saved: the annotation, the field, and its value."""
        return [(number, field, value) for number, fields in self._values.items() for field, value in fields.items()]

    def over(self, annotation: Annotation) -> Annotation:
        """Return an annotation as its form shows it."""
        for field, value in self._values.get(annotation.id, {}).items():
            annotation = edited(annotation, field_edit(annotation, field, value))
        return annotation
