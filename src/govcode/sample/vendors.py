"""The three vendors of the sample and the market they serve."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from govcode.sample.chance import Weighted, weighted
from govcode.sample.clock import HOUR


@dataclass(frozen=True, slots=True)
class Region:
    """Where customers are: by whose clocks they live, and what they write in."""

    name: str
    zone: str
    languages: Weighted[str]

    def ahead(self, at: int) -> int:
        """Return how many hours its clocks are ahead of UTC at a moment, in UTC seconds."""
        return _ahead(self.zone, at // HOUR)


@lru_cache(maxsize=65_536)
def _ahead(zone: str, hour: int) -> int:
    distance = datetime.fromtimestamp(hour * HOUR, ZoneInfo(zone)).utcoffset()
    return 0 if distance is None else int(distance.total_seconds()) // HOUR


@dataclass(frozen=True, slots=True)
class Vendor:
    """How one vendor works; factors multiply the market's usual duration, rates are shares."""

    name: str
    code: str
    share: float
    sites: tuple[str, ...]
    regions: Weighted[str]
    channels: Weighted[str]
    reply_factor: float
    resolve_factor: float
    reopen_rate: float
    escalation_rate: float
    bounce_rate: float
    attrition_rate: float
    satisfaction: float
    quality: float
    assisted_rate: float


@dataclass(frozen=True, slots=True)
class Queue:
    """A line of work: its tickets' category, what they are about and how sensitive they are."""

    name: str
    category: str
    topics: Weighted[str]
    escalation_factor: float


REGIONS = {
    region.name: region
    for region in (
        Region("benelux", "Europe/Amsterdam", weighted({"nl": 0.75, "fr": 0.15, "en": 0.1})),
        Region("dach", "Europe/Berlin", weighted({"de": 0.9, "en": 0.1})),
        Region("france", "Europe/Paris", weighted({"fr": 0.95, "en": 0.05})),
        Region("iberia", "Europe/Madrid", weighted({"es": 0.6, "pt": 0.35, "en": 0.05})),
        Region("latam", "America/Sao_Paulo", weighted({"es": 0.55, "pt": 0.45})),
        Region("uk", "Europe/London", weighted({"en": 1.0})),
        Region("us-east", "America/New_York", weighted({"en": 0.85, "es": 0.15})),
    )
}

QUEUES = {
    queue.name: queue
    for queue in (
        Queue("account", "account", weighted({"access": 5, "cancellation": 3, "other": 2}), 0.8),
        Queue("billing", "billing", weighted({"refund": 5, "billing_dispute": 3, "cancellation": 2}), 1.0),
        Queue("orders", "orders", weighted({"delivery": 6, "refund": 3, "cancellation": 1}), 0.7),
        Queue("technical", "technical", weighted({"troubleshooting": 7, "access": 2, "other": 1}), 1.8),
        Queue("trust", "compliance", weighted({"compliance": 7, "billing_dispute": 2, "other": 1}), 1.0),
    )
}
QUEUE_MIX = weighted({"account": 0.17, "billing": 0.27, "orders": 0.24, "technical": 0.26, "trust": 0.06})
SEVERITY_MIX = weighted({"low": 0.24, "normal": 0.53, "high": 0.185, "critical": 0.045})
LEVELS = ("low", "normal", "high", "critical")
CUSTOMER_TIERS = weighted({"basic": 0.62, "plus": 0.28, "premium": 0.1})

VENDORS = (
    Vendor(
        name="acme",
        code="ACM",
        share=0.45,
        sites=("acme-krakow", "acme-leeds"),
        regions=weighted({"uk": 0.4, "dach": 0.3, "benelux": 0.2, "france": 0.1}),
        channels=weighted({"email": 0.38, "phone": 0.3, "chat": 0.17, "web": 0.15}),
        reply_factor=1.0,
        resolve_factor=1.0,
        reopen_rate=0.07,
        escalation_rate=0.17,
        bounce_rate=0.08,
        attrition_rate=0.05,
        satisfaction=4.3,
        quality=0.9,
        assisted_rate=0.18,
    ),
    Vendor(
        name="borealis",
        code="BOR",
        share=0.35,
        sites=("borealis-riga", "borealis-bogota"),
        regions=weighted({"uk": 0.25, "us-east": 0.3, "iberia": 0.2, "latam": 0.25}),
        channels=weighted({"email": 0.3, "phone": 0.36, "chat": 0.22, "web": 0.12}),
        reply_factor=2.1,
        resolve_factor=1.7,
        reopen_rate=0.14,
        escalation_rate=0.27,
        bounce_rate=0.22,
        attrition_rate=0.14,
        satisfaction=3.6,
        quality=0.8,
        assisted_rate=0.3,
    ),
    Vendor(
        name="cirrus",
        code="CIR",
        share=0.2,
        sites=("cirrus-porto",),
        regions=weighted({"us-east": 0.35, "iberia": 0.25, "france": 0.25, "dach": 0.15}),
        channels=weighted({"email": 0.22, "phone": 0.26, "chat": 0.42, "web": 0.1}),
        reply_factor=0.7,
        resolve_factor=0.8,
        reopen_rate=0.06,
        escalation_rate=0.16,
        bounce_rate=0.06,
        attrition_rate=0.07,
        satisfaction=4.4,
        quality=0.92,
        assisted_rate=0.38,
    ),
)
BY_NAME = {vendor.name: vendor for vendor in VENDORS}
VENDOR_MIX = weighted({vendor.name: vendor.share for vendor in VENDORS})
