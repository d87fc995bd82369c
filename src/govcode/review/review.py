"""The review: all chapters together."""

from __future__ import annotations

from dataclasses import dataclass

from govcode.review.actions import ActionPlan, plan_of
from govcode.review.charts import Charts, charts_of
from govcode.review.clauses import Clause, clauses_of
from govcode.review.contract import Contract, contract_of
from govcode.review.cover import Cover, Front, cover_of
from govcode.review.definitions import Defined, definitions_of
from govcode.review.disputes import DisputeLedger, disputes_of
from govcode.review.evidence_calendar import EvidenceCalendar, calendar_of
from govcode.review.flow import Flow, flow_of
from govcode.review.limits import Limits, limits_of
from govcode.review.mixes import Mixes, mixes_of
from govcode.review.movements import Movements, movements_of
from govcode.review.promises import Promise, promises_of
from govcode.review.rating import Rating, ratings_of
from govcode.review.requests import Grounds, Request, requests_of
from govcode.review.risks import RegisterEntry, register_of
from govcode.review.scene import Scene
from govcode.review.scorecard import Line, scorecard_of, series_of
from govcode.review.tensions import Tensions, tensions_of
from govcode.review.topics import Topic, topics_of
from govcode.review.trends import Trend, trends_of
from govcode.review.waivers import WaiverLine, waivers_of

COMMITTEE = "the review committee"


@dataclass(frozen=True, slots=True)
class Review:
    """All that is told of a quarter, as typed facts; formats and exports only put it into words."""

    scene: Scene
    cover: Cover
    ratings: tuple[Rating, ...]
    requests: tuple[Request, ...]
    movements: Movements
    scorecard: tuple[Line, ...]
    promises: tuple[Promise, ...]
    charts: Charts
    tensions: Tensions
    mixes: Mixes
    limits: Limits
    definitions: tuple[Defined, ...]
    clauses: tuple[Clause, ...]
    trends: tuple[Trend, ...]
    register: tuple[RegisterEntry, ...]
    evidence_calendar: EvidenceCalendar
    actions: ActionPlan
    disputes: DisputeLedger
    waivers: tuple[WaiverLine, ...]
    contract: Contract
    topics: dict[str, Topic]
    flow: Flow

    def named(self, id_: str | None) -> str:
        """Return the name of a vendor or person as it is shown."""
        return "all" if id_ is None else self.scene.names.get(id_, id_)


def review_of(scene: Scene, front: Front | None = None) -> Review:
    """Return the review of a quarter; a function of the runs, the documents and the as-of moment."""
    front, series, last = front or Front(), series_of(scene), scene.quarter.plus(-1)
    lines, promises = scorecard_of(scene, series), promises_of(scene)
    before = (scorecard_of(scene, series, last), promises_of(scene, last))
    ratings = ratings_of(scene, (lines, promises), before)
    register, plan, waivers = register_of(scene), plan_of(scene), waivers_of(scene)
    grounds = Grounds(ratings, register, plan, waivers, lines, promises)
    return Review(
        scene=scene,
        cover=cover_of(scene, front),
        ratings=ratings,
        requests=requests_of(scene, grounds, front.committee or COMMITTEE),
        movements=movements_of(lines, register),
        scorecard=lines,
        promises=promises,
        charts=charts_of(scene),
        tensions=tensions_of(scene),
        mixes=mixes_of(scene, series),
        limits=limits_of(scene, lines, promises),
        definitions=definitions_of(scene),
        clauses=clauses_of(scene),
        trends=trends_of(scene, series, lines),
        register=register,
        evidence_calendar=calendar_of(scene),
        actions=plan,
        disputes=disputes_of(scene),
        waivers=waivers,
        contract=contract_of(scene),
        topics=topics_of(scene),
        flow=flow_of(scene),
    )
