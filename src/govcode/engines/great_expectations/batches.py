"""Columns as Great Expectations knows them best: the plain types of numpy, and None where a text or truth is missing.

The nullable types of pandas are no use: comparing their missing values raises.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from govcode.ir.expression import Type

_EXACT = 2**53  # up to here a double holds every whole number


def batch_of(columns: Mapping[str, Any], types: Mapping[str, Type]) -> pd.DataFrame:
    """Return the columns as a frame.

    Args:
        columns: arrays of one length, masked where a value is missing.
        types: the type of each column; a duration is a whole number of microseconds.
    """
    return pd.DataFrame({name: _series(np.ma.asarray(columns[name]), type_) for name, type_ in types.items()})


def _series(values: Any, type_: Type) -> pd.Series[Any]:  # noqa: ANN401 - numpy types its masked arrays loosely
    missing = np.ma.getmaskarray(values)
    match type_:
        case Type.NUMBER:
            return pd.Series(values.filled(np.nan), dtype="float64")
        case Type.DATE | Type.TIMESTAMP:
            return pd.Series(values.filled(np.datetime64("NaT")))
        case Type.INTEGER | Type.DURATION | Type.BOOLEAN if not missing.any():
            return pd.Series(values.data)
        case Type.INTEGER | Type.DURATION if np.abs(values.astype("float64")).max() < _EXACT or missing.all():
            return pd.Series(values.astype("float64").filled(np.nan))
        case _:
            return pd.Series(np.where(missing, None, values.filled().astype(object)), dtype=object)
