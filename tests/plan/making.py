"""Datasets and delivered tables as tests write them."""

from __future__ import annotations

from typing import Any

from govcode.documents.kinds.dataset import Dataset
from govcode.documents.kinds.feed import FeedTable
from govcode.drops.delivery import Delivered, Files


def dataset(**columns: Any) -> Dataset:  # noqa: ANN401 - as a test writes it
    return Dataset.model_validate(
        {
            "apiVersion": "govcode/v1",
            "kind": "Dataset",
            "metadata": {"id": "tickets", "title": "Tickets", "owner": "governance"},
            "spec": {"columns": columns},
        }
    )


def delivered(*headers: tuple[str, ...], vendor: str | None = None, zone: str = "UTC", **table: Any) -> Delivered:  # noqa: ANN401 - as a test writes it
    fed = FeedTable.model_validate({"dataset": "tickets", **table})
    files = Files(tuple(f"{i}.csv" for i, _ in enumerate(headers)), "csv", fed.csv)
    return Delivered("standard.tickets", "tickets", fed, zone, vendor, files, headers)
