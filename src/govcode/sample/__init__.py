"""A believable drop of three vendors, with every planted defect labelled."""

from __future__ import annotations

from govcode.sample.generate import LAST_DAY, WEEKS, Sample, SampleFile, generate
from govcode.sample.planting import Label

__all__ = ["LAST_DAY", "WEEKS", "Label", "Sample", "SampleFile", "generate"]
