"""What a chart on two axes gathers before it is drawn, and the frame that it is drawn in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import plotly.graph_objects as go

from ailaget.charts.style import Frame, Palette, figure_of, layout_of

EDGE = 2
"""Margin in pixels: text begins where the title does."""


@dataclass
class PlotLayout:
    """Traces, texts and shapes to be drawn in a frame; each chart knows where its own stand.

    They are gathered, as plotly takes as long to add one as to add all.
    """

    frame: Frame
    traces: list[Any] = field(default_factory=list, kw_only=True)
    texts: list[dict[str, Any]] = field(default_factory=list, kw_only=True)
    shapes: list[dict[str, Any]] = field(default_factory=list, kw_only=True)

    @property
    def colours(self) -> Palette:
        """The colours of the frame's theme."""
        return self.frame.palette

    @property
    def axis_ink(self) -> dict[str, Any]:
        """The font of ticks and of the names of axes."""
        return {"size": 12, "color": self.colours.muted}

    def framed(
        self,
        layout: Mapping[str, Any],
        margins: tuple[float, float, float, float],
        *,
        writing: Mapping[str, Any],
        texts: Sequence[dict[str, Any]] = (),
        height: int | None = None,
        depth: float = 0.0,
    ) -> go.Figure:
        """Return everything gathered, in the frame.

        Parameters
        ----------
        layout
            The axes, and whatever else plotly shall know.
        margins
            Pixels at the left and the right, and more above and below than the frame itself takes.
        writing
            What all texts share, said once.
        texts
            Those that come before what was gathered.
        height, depth
            Pixels of the whole figure, or else of the plot in it.
        """
        left, right, above, below = margins
        shapes: dict[str, Any] = {"shapes": self.shapes} if self.shapes else {}
        whole = layout_of(
            self.frame,
            height=height or 0,
            template={"layout": {"annotationdefaults": dict(writing)}},
            hovermode="closest",
            showlegend=False,
            **shapes,
            **layout,
        )
        (footer,), margin = whole["annotations"], whole["margin"]
        footer |= {"xshift": EDGE - left, "yshift": footer["yshift"] - below}
        margin |= {"l": left, "r": right, "t": margin["t"] + above, "b": margin["b"] + below}
        whole["height"] = height or round(depth + margin["t"] + margin["b"])
        whole["annotations"] = [footer, *texts, *self.texts]
        return figure_of(self.traces, whole)
