"""messages: what customers, agents and bots wrote; the one JSON Lines file."""

from __future__ import annotations

from random import Random

from govcode.sample.clock import HOUR, stamp
from govcode.sample.life import Life
from govcode.sample.phrases import PHRASEBOOKS
from govcode.sample.row import Row
from govcode.sample.tables.kind import Built, TableKind
from govcode.sample.vendors import BY_NAME
from govcode.sample.world import World

_COLUMNS = (
    *("message_id", "ticket_id", "vendor", "at", "author_key", "author_type", "is_public", "channel", "lang", "body"),
    *("template_id", "template_version", "kb_article_id", "kb_article_version", "ai_generated", "ai_approved_by"),
    *("regulated_topic", "sentiment"),
)
_CITED = 0.3


def _rows(world: World, built: Built, rng: Random) -> list[Row]:  # noqa: ARG001
    return [message for life in world.lives for message in _Thread(life, world, rng).messages()]


class _Thread:
    """The messages of one ticket, in order of time."""

    def __init__(self, life: Life, world: World, rng: Random) -> None:
        self.life, self.world, self.rng = life, world, rng
        self.case = life.case
        self.book = PHRASEBOOKS[life.case.language]
        self.end = world.period.end

    def messages(self) -> list[Row]:
        """Return the thread so far."""
        if self.case.is_spam:
            found = [self._customer(self.case.created, self._one(self.book.spam))]
        else:
            found = [*self._opening(), *self._exchange(), *self._notes(), *self._solved()]
        found.sort(key=lambda message: str(message["at"]))
        for number, message in enumerate(found, start=1):
            message["message_id"] = f"M-{self.case.ticket_id[2:]}-{number:02}"
        return found

    def _opening(self) -> list[Row]:
        asked = self.book.greetings, self.book.asks[self.case.topic], self.book.details
        found = [self._customer(self.case.created, " ".join(self._one(lines) for lines in asked))]
        if self.life.first_reply is not None:
            answer = self._one(self.book.answers[self.case.topic])
            found.append(self._agent(self.life.first_reply, f"{self._one(self.book.hellos)} {answer}", opening=True))
        return found

    def _exchange(self) -> list[Row]:
        """Return what is written between the first reply and the first solve (or until now)."""
        begins = self.life.first_reply
        if begins is None or self.life.merged_into:
            return []
        ends = min([self.end, *self.life.solves[:1], begins + 60 * HOUR])
        found = []
        for _ in range(int(self.rng.random() * 3) if ends - begins > 600 else 0):
            at = begins + int((ends - begins) * self.rng.uniform(0.1, 0.85))
            found.append(self._customer(at, self._one(self.book.nudges)))
            found.append(self._agent(at + 30 + int((ends - at) * 0.1), self._one(self.book.progress)))
        return [message for message in found if str(message["at"]) < stamp(self.end)]

    def _notes(self) -> list[Row]:
        """Return the internal note that goes with each handoff."""
        return [
            self._agent(h.at, f"Handing over to {h.to_team}, see the handoff form.", public=False)
            for h in self.life.handoffs
        ]

    def _solved(self) -> list[Row]:
        found = [self._customer(at, self._one(self.book.again)) for at in self.life.reopens]
        said = self.book.solved, self.book.closings
        found += [self._agent(at, " ".join(self._one(lines) for lines in said)) for at in self.life.solves]
        return found

    def _one(self, lines: tuple[str, ...]) -> str:
        return lines[int(self.rng.random() * len(lines))]

    def _customer(self, at: int, body: str) -> Row:
        return self._message(at, self.case.customer_key, "customer", body)

    def _agent(self, at: int, body: str, *, public: bool = True, opening: bool = False) -> Row:
        message = self._message(at, self.life.agent, "agent", body)
        message["is_public"] = public
        message["lang"] = self.case.language if public else "en"
        if public:
            self._assist(message, at)
            self._cite(message, at, opening=opening)
        return message

    def _assist(self, message: Row, at: int) -> None:
        """Let the model draft some replies; on a regulated topic a person always approves the draft."""
        if self.rng.random() > BY_NAME[self.case.vendor].assisted_rate:
            return
        message["ai_generated"] = True
        if self.case.regulated or self.rng.random() < 0.5:
            message["ai_approved_by"] = self.world.roster.pick(self.case.vendor, 2, self.case.language, at, self.rng)

    def _cite(self, message: Row, at: int, *, opening: bool) -> None:
        template = self.world.library.wording(self.case.topic, at) if opening else None
        if template:
            message["template_id"], message["template_version"] = template.template_id, template.version
        if self.rng.random() < _CITED:
            article = self.world.library.cite(self.case.topic, at, self.rng)
            message["kb_article_id"], message["kb_article_version"] = article.article_id, article.version

    def _message(self, at: int, author: str | None, kind: str, body: str) -> Row:
        return {
            "message_id": None,
            "ticket_id": self.case.ticket_id,
            "vendor": self.case.vendor,
            "at": stamp(at),
            "author_key": author,
            "author_type": kind,
            "is_public": True,
            "channel": self.case.channel,
            "lang": self.case.language,
            "body": body,
            "template_id": None,
            "template_version": None,
            "kb_article_id": None,
            "kb_article_version": None,
            "ai_generated": False,
            "ai_approved_by": None,
            "regulated_topic": self.case.regulated,
            "sentiment": "neutral"
            if kind == "agent"
            else ("negative", "neutral", "neutral", "positive")[len(body) % 4],
        }


MESSAGES = TableKind("messages", _COLUMNS, _rows)
