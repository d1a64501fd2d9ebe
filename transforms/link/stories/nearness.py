"""How near two publications are in time: far ones are seldom of one event."""

from collections.abc import Sequence
from datetime import datetime

import numpy as np

#: Days between two publications within which they speak for nothing and against nothing, and
#: those behind them in which likeness falls by half. With 30 the stories of ECB+ whose trials came
#: months after fell apart.
_NEAR, _HALF = 7.0, 45.0
_DAY = 86_400.0


def near(one: datetime | None, other: datetime | None) -> float:
    """What likeness is worth, 0 to 1: all of it between near days and where one is not known."""
    if one is None or other is None:
        return 1.0
    days = abs((one - other).total_seconds()) / _DAY
    return float(0.5 ** (max(0.0, days - _NEAR) / _HALF))


def nearness(
    times: Sequence[datetime | None],
) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    """`near` of every two."""
    stamps = np.array([np.nan if each is None else each.timestamp() for each in times]) / _DAY
    days = np.nan_to_num(np.abs(stamps[:, None] - stamps[None, :]))
    return np.asarray(0.5 ** (np.maximum(0.0, days - _NEAR) / _HALF))
