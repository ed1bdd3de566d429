"""Every model and named type, imported when first used."""

from typing import TYPE_CHECKING

from .._runtime import lazy_index

if TYPE_CHECKING:
    from ..validators import *
    from .game import *
    from .id import *
    from .level import *
    from .measure import *
    from .numbers import *
    from .release import *
    from .state import *
    from .texts import *
    from .times import *
else:
    __getattr__, __dir__ = lazy_index(
        __name__,
        """
        ..validators At Day IdsItem ListMeasuresSid Octets Positive Price Sid Size Slow Span TextsId Tight Twice When Wide
        .game Game
        .id Id
        .level Level
        .measure Measure
        .numbers Numbers
        .release Release
        .state State
        .texts Texts TextsDistinct TextsEmbedding
        .times Times
        """,
    )
