#!/bin/sh
# Starts Postil on the sample archive. With no screen it does the demo instead and leaves what it made in out/.
set -u
cd "$(dirname "$0")/.."

has_screen() {
    case "$(uname -s)" in Darwin|MINGW*|MSYS*|CYGWIN*) return 0 ;; esac
    [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]
}

if has_screen; then
    exec .venv/bin/postil
fi
echo "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set), so Postil does its demo instead."
mkdir -p out
set -e
.venv/bin/postil demo --output out/demo
QT_QPA_PLATFORM=offscreen .venv/bin/python -m app.desktop.picture out/demo/demo.postil out/window.png
echo "The collection, its exports and a picture of the window are in out/."
