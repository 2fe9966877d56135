# SPDX-License-Identifier: MIT
"""The list of sources in groups, what is done with several of them, and the dialogs about them."""

from __future__ import annotations

from app.collection import Collection
from app.editing import actors, attributes, sources
from app.editing.source_groups import Arrangement
from tests.screenshots.actors import photograph, view_of
from tests.screenshots.camera import Camera, pause


def prepare(collection: Collection) -> None:
    """Put sources into sets, and give them columns."""
    ids = collection.source_ids("newest")
    sources.create_set(collection, "Interviews", ids[2:6])
    sources.create_set(collection, "Pilot", ids[:4])
    country = attributes.add_attribute(collection, "Country", "choice", ("Orsovia", "Salis"))
    attributes.add_attribute(collection, "Print run", "number")
    attributes.set_value(collection, ids[:5], country, "Orsovia")
    attributes.set_value(collection, ids[5:8], country, "Salis")
    sources.mark_sources(collection, ids[:7], read=True)


def take(camera: Camera) -> None:
    """Take the pictures."""
    window, collection = camera.window, camera.window.session.required
    if not sources.sets(collection):
        prepare(collection)
    window.reading.open_source(max(collection.sources(), key=lambda source: source.annotations).id)
    pause(400)
    camera.take("sources")
    for group in ("year", "set"):
        window.sources.arrange("newest", group)
        window.source_work.count()
        camera.take(f"sources-by-{group}")
    window.sources.arrange("newest")
    ids = collection.source_ids("newest")
    window.sources.mark(ids[0])
    window.sources._list.choose(ids[1:4])
    camera.take("sources-chosen")
    photograph(camera, "sources-about", window.source_work.about)
    photograph(camera, "sources-delete", window.source_work.delete)
    window.sources.mark(ids[3])
    window.reading.open_source(ids[3])
    photograph(camera, "source-about", window.source_work.about)
    photograph(camera, "sets", window.source_work.sets)
    photograph(camera, "attributes", window.source_work.attributes)
    photograph(camera, "collection-note", window.source_work.note)
    window.sources.arrange_button.fill()
    menu = window.sources.arrange_button.menu()
    menu.ensurePolished()
    menu.adjustSize()
    camera.take("sources-menu", menu)
    window.source_model.arrange(Arrangement())


def take_erase(camera: Camera) -> None:
    """Take the pictures of erasing a source, and an actor whose name stands in other texts."""
    window, collection = camera.window, camera.window.session.required
    window.reading.open_source(max(collection.sources(), key=lambda source: source.annotations).id)
    photograph(camera, "erase-source", window.source_work.erase)
    gone = [source.id for source in collection.sources() if not source.annotations][:3]
    collection.delete_sources(gone)
    photograph(camera, "erase-deleted", window.source_work.erase_deleted)
    collection.undo()
    window.views.actors()
    view = view_of(window)
    view.show_actor(actors.actors(collection, "annotations")[0].id)
    photograph(camera, "erase-actor", view.erase)
