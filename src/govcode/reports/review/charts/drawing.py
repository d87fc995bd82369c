"""A Vega-Lite specification as an SVG that belongs inside a page: named, described, and with nothing loaded."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from govcode.reports.review.charts.look import Spec
from govcode.reports.review.extra import loaded

# What the drawing library writes for pages with scripts, and the typeface: that of the page is used.
_DROPPED = frozenset({"role", "class", "pointer-events", "font-family", "version"})
_EMPTY = "M0,0h0v0h0Z"
_MOVED = re.compile(r"translate\(([0-9.]+),")
_SLACK = 0.2
_LARGER = 1.15  # than 11 pixels to a letter
_REFERENCE = re.compile(r"url\(#([^)]+)\)")


def drawing(spec: Spec, name: str, title: str, description: str) -> str:
    """Return the SVG of a specification; ids inside begin with `name`, which must be unique on the page.

    Raises:
        MissingExtra: The drawing library is not installed.
    """
    drawn = loaded("vl_convert", "A chart").vegalite_to_svg(spec, allowed_base_urls=[])
    root = ET.fromstring(drawn)  # noqa: S314 - it was drawn here, from numbers and words that the library escapes
    for parent in root.iter():
        _tidy(parent, name)
    root.attrib.update({"class": "drawing", "role": "img", "aria-labelledby": f"{name}-title {name}-desc"})
    _widen(root, spec["width"])
    for place, (tag, text) in enumerate((("title", title), ("desc", description))):
        told = ET.Element(tag, {"id": f"{name}-{tag}"})
        told.text = text
        root.insert(place, told)
    return ET.tostring(root, encoding="unicode", short_empty_elements=True)


def _widen(root: ET.Element, inside: float) -> None:
    """Leave more room beside the chart, for readers whose typeface is wider than the one that was measured."""
    wide, high = (float(root.get(side, "0")) for side in ("width", "height"))
    group = root.find("g")
    moved = _MOVED.match("" if group is None else group.get("transform", ""))
    left = float(moved[1]) if moved else 0.0
    before, after = (_SLACK * max(room, 0.0) for room in (left, wide - left - inside))
    whole = wide + before + after
    root.set("viewBox", f"{-before:.0f} 0 {whole:.0f} {high:.0f}")
    root.set("width", f"{_LARGER * whole:.0f}")
    root.set("height", f"{_LARGER * high:.0f}")


def _tidy(element: ET.Element, name: str) -> None:
    """Take away what only scripts need, and make ids those of this drawing."""
    element.tag = element.tag.rpartition("}")[2]
    kept = {key: _own(key, value, name) for key, value in element.attrib.items() if not _needless(key)}
    element.attrib.clear()
    element.attrib.update(kept)
    for child in [child for child in element if child.get("d") == _EMPTY]:
        element.remove(child)


def _needless(key: str) -> bool:
    return key in _DROPPED or key.startswith("aria-")


def _own(key: str, value: str, name: str) -> str:
    return f"{name}-{value}" if key == "id" else _REFERENCE.sub(rf"url(#{name}-\1)", value)
