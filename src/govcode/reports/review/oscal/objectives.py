"""Objectives: what each check asks for, and which controls and objectives a result looks at."""

from __future__ import annotations

from collections.abc import Sequence

from govcode.reports.review.oscal.assessed import Assessed
from govcode.reports.review.oscal.findings import controls_of
from govcode.reports.review.oscal.writing import Part, markup, props, token

_UNLOOKED = "No check was in force in the quarter: no control is known to be kept."


def objective(one: Assessed) -> Part:
    """Return a check as an objective of its first control; one that names no control is a control of its own."""
    method = "EXAMINE" if one.line else "TEST"
    name = token(one.id)
    parts = [
        {"id": name, "name": "assessment-objective", "title": markup(one.title), "prose": markup(one.asks)},
        {
            "id": f"{name}_method",
            "name": "assessment-method",
            "props": [{"name": "method", "value": method}],
            "prose": "Each delivery is held against its due date."
            if one.line
            else "Each run judges what was delivered.",
        },
    ]
    controls = [prop for control in one.controls for prop in props(control=control)]
    return {"control-id": own_controls(one)[0], "description": markup(one.title), "props": controls, "parts": parts}


def own_controls(one: Assessed) -> list[str]:
    """Return the controls of a check as OSCAL names them."""
    return [*map(token, one.controls)] or [token(one.id)]


def reviewed_controls(own: Sequence[Assessed], several: Sequence[Assessed]) -> Part:
    """Return what a result looks at; if it has no checks, what was to be looked at, so that nothing is left out."""
    looked = own or several
    if not looked:
        return {"control-selections": [{"description": _UNLOOKED, "include-all": {}}]}
    clauses = [*map(token, controls_of(looked))]
    alone = sorted({token(one.id) for one in looked if not one.controls})
    selections = [
        {"description": words, "include-controls": [{"control-id": name} for name in names]}
        for words, names in (("Controls that checks name", clauses), ("Checks that are their own control", alone))
        if names
    ]
    objectives = [{"objective-id": name} for name in sorted({token(one.id) for one in looked})]
    return {
        "control-selections": selections,
        "control-objective-selections": [{"include-objectives": objectives}],
    }
