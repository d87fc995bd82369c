"""`recontacts`: customers who had to come back about what was said to be solved.

Looks in every one of `sources` for the first contact of the same customer after `since` (not at that moment itself,
nor at or before the row's own event_time), and with `match: issue` only for one about the same issue. A contact counts
if it comes within `within`. As a vendor could change the category to break the match, `any_recontacted` tells whether
the customer came back about anything. A source without `issue` cannot tell what a contact is about: it is left to
`any_recontacted`. Leave outbound contacts out with `where`: who is called has not come back.

A row without `since` is not solved and has no value; nor has one whose customer (or issue, where that decides) is not
known. `recontact_mature` tells whether the time is over.

Adds `recontacted`, `recontacted_at`, `any_recontacted` and `recontact_mature`. No peer ships this measure.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from govcode.core.fields import Duration, Expression, Id, Shape
from govcode.expressions.build import duration
from govcode.facts.fact import Derived, Fact, FactTable, comparable, moment
from govcode.facts.frame import Frame, frame_of
from govcode.ir.expression import Expr
from govcode.ir.relation import Side


class Source(Shape):
    """A dataset in which contacts of customers are."""

    dataset: Id
    at: Expression = Field(description="When the customer came", examples=["created_at", "offered_at"])
    customer: Expression = Field(default="customer_key", description="Who came")
    issue: Expression | None = Field(default=None, description="About what")
    where: Expression | None = Field(default=None, description="Only these; say that they are inbound")


class Recontacts(Fact):
    """Customers who had to come back about what was said to be solved."""

    adds: ClassVar[tuple[str, ...]] = ("recontacted", "recontacted_at", "any_recontacted", "recontact_mature")

    kind: Literal["recontacts"]
    within: Duration = Field(description="In which time a customer may not come back", examples=["7d"])
    sources: list[Source] = Field(min_length=1, description="Where contacts are looked for")
    match: Literal["issue", "customer"] = Field(default="issue", description="What has to be the same")
    since: Expression = Field(default="resolved_at", description="When it was said to be solved")
    customer: Expression = Field(default="customer_key", description="Whose it was")
    issue: Expression | None = Field(
        default=None,
        description="What it was about. Left out: issue_key, else category, as far as there are such columns",
    )

    def derive(self, rows: FactTable) -> Derived | None:
        """Return each row with the customer's next contact."""
        since, customer = moment(rows, self.since, "since"), rows.value(self.customer, "customer")
        issue = self._issue(rows) if self.match == "issue" else customer
        if since is None or customer is None or issue is None:
            return None
        # Where clocks disagree a ticket is solved before it was created: it is not its own return.
        here = (
            frame_of(rows.relation)
            .having({"since": since, "customer": customer, "issue": issue, "began": rows.event_time or since})
            .naming(after="case when since is not null then greatest(since, began) end")
        )
        found: dict[str, list[str]] = {"same": [], "any": []}
        for i, source in enumerate(self.sources):
            contacts = self._contacts(rows, i, source, here)
            if contacts is None:
                return None
            for word in ("any", "same"):
                if word == "same" and self.match == "issue" and source.issue is None:
                    continue
                here = _next(here, contacts, f"{word} {i}", by_issue=word == "same" and self.match == "issue")
                found[word].append(f'"{word} {i}"')
        if not found["same"]:
            rows.report("GC102", "no source tells the issue of a contact", "sources", suggestion="add `issue:` to one")
            return None
        return _derived(rows, here.having({"within": duration(self.within)}), found)

    def _issue(self, rows: FactTable) -> Expr | None:
        known = [name for name in ("issue_key", "category") if name in rows.columns] or ["issue_key"]
        return rows.value(self.issue or f"coalesce({', '.join([*known, known[0]])})", "issue")

    def _contacts(self, rows: FactTable, i: int, source: Source, here: Frame) -> Frame | None:
        """Return the contacts of a source."""
        place = ("sources", i)
        table = rows.other(source.dataset, *place, "dataset")
        if table is None:
            return None
        values = {
            "at": moment(table, source.at, *place, "at"),
            "customer": table.value(source.customer, *place, "customer"),
            "issue": table.value(source.issue or source.customer, *place, "issue"),
            "counts": table.condition(source.where or "true", *place, "where"),
        }
        known = {name: expr for name, expr in values.items() if expr is not None}
        if len(known) < len(values) or not comparable(rows, here["customer"], known["customer"], *place, "customer"):
            return None
        if source.issue and not comparable(rows, here["issue"], known["issue"], *place, "issue"):
            return None
        contacts = Frame(table.relation, known).picked()
        return contacts.where("counts") if source.where else contacts


def _next(here: Frame, contacts: Frame, name: str, *, by_issue: bool) -> Frame:
    words = ("customer", "issue") if by_issue else ("customer",)
    keys = [(here[word], contacts[word]) for word in words]
    return here.nearest(contacts, keys, (here["after"], contacts["at"]), Side.AFTER, {name: "at"}, inclusive=False)


def _derived(rows: FactTable, here: Frame, found: dict[str, list[str]]) -> Derived:
    first = {word: f"least({', '.join(names)})" if len(names) > 1 else names[0] for word, names in found.items()}
    told = here.naming(
        first=first["same"],
        anything=first["any"],
        known="since is not null and customer is not null and issue is not null",
    )
    return Derived(
        told.relation,
        {
            "recontacted": told.read("case when known then coalesce(first <= since + within, false) end"),
            "recontacted_at": told["first"],
            "any_recontacted": told.read(
                "case when since is not null and customer is not null"
                " then coalesce(anything <= since + within, false) end"
            ),
            "recontact_mature": told.read("since + within <= as_of", as_of=rows.as_of),
        },
    )
