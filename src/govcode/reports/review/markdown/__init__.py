"""`markdown`: the review in GitHub's Markdown; a chart is told by its words and the table behind it."""

from __future__ import annotations

from collections.abc import Iterator

from govcode.reports.format.words import visible
from govcode.reports.review.anchors import Anchors
from govcode.reports.review.blocks import Block, Cell, Facts, Figure, Group, Keys, Note, Page, Prose, Section, Table
from govcode.reports.review.markdown.escaping import code, opening, safe
from govcode.reports.review.tones import TONES, signed


def render(page: Page) -> str:
    """Return the review as one Markdown document."""
    anchors = Anchors(page)
    named = [(anchors.own(section.id), section) for section in page.sections]
    key = " · ".join(f"{meant.sign} {meant.word}" for meant in TONES.values() if meant.sign)
    lines = [f"# {safe(page.title)}", "", opening(page.subtitle), "", key, "", "## Contents", ""]
    lines += [f"- [{section.number} {safe(section.title)}](#{name})" for name, section in named]
    for name, section in named:
        lines += ["", f'<a id="{name}"></a>', "", f"## {section.number} {safe(section.title)}", ""]
        lines += [opening(signed(section.summary, section.tone)), *_groups(section, anchors)]
    return "\n".join(lines) + "\n"


def _groups(section: Section, anchors: Anchors) -> Iterator[str]:
    for group in section.groups:
        yield from ("", f'<a id="{anchors.own(group.id)}"></a>', "", f"### {safe(group.title)}")
        for block in group.blocks:
            yield from ("", *_block(block, group, anchors))


def _block(block: Block, group: Group, anchors: Anchors) -> Iterator[str]:
    match block:
        case Prose(text=text):
            yield opening(text)
        case Facts(pairs=pairs):
            yield from (f"- **{safe(label)}:** {_cell(cell, anchors)}" for label, cell in pairs)
        case Note(tone=tone, text=text):
            word = TONES[tone].word
            yield f"> **{signed(word, tone)}:** {safe(text)}" if word else f"> {opening(text)}"
        case Keys():
            yield from _keys(block)
        case Table():
            yield from _table(block, group.title, anchors)
        case Figure():
            yield from _figure(block, group, anchors)


def _keys(keys: Keys) -> Iterator[str]:
    more = keys.total - len(keys.keys)
    shown = [*map(code, keys.keys)] + ([f"and {more:,} more"] if more > 0 and keys.keys else [])
    yield opening(f"{keys.label}: {keys.total:,}") + (" – " if shown else "") + ", ".join(shown)


def _figure(figure: Figure, group: Group, anchors: Anchors) -> Iterator[str]:
    yield from (f'<a id="{anchors.own(figure.id)}"></a>', "")
    if figure.title != group.title:
        yield from (f"**{safe(figure.title)}**", "")
    yield from (opening(figure.description), "")
    yield from _table(figure.table, group.title, anchors)


def _table(table: Table, heading: str, anchors: Anchors) -> Iterator[str]:
    yield from (f'<a id="{anchors.own(table.id)}"></a>', "")
    if not table.rows:
        yield opening(table.empty)
        return
    if table.caption != heading:
        yield from (f"*{safe(table.caption.strip())}*", "")
    yield _row(safe(column.title) for column in table.columns)
    yield _row("---:" if column.numeric else "---" for column in table.columns)
    for place, cells in enumerate(table.rows):
        name = table.anchors[place] if place < len(table.anchors) else None
        here = f'<a id="{anchors.own(name)}"></a>' if name else ""
        first, *rest = (_cell(cell, anchors) for cell in cells)
        yield _row([here + first, *rest])


def _row(cells: Iterator[str] | list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell, anchors: Anchors) -> str:
    text = safe(cell.text.strip())
    goal = anchors.goal(cell.href)
    linked = f"[{text}]({goal})" if goal and text else text
    told = signed(linked, cell.tone)
    return f"{told} ({safe(visible(cell.note))})" if cell.note else told
