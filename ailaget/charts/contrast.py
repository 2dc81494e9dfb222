"""How well one colour is seen on another, by the guidelines of the web (WCAG 2.2)."""

BLACK, WHITE = "#000000", "#ffffff"

READABLE, VISIBLE = 4.5, 3.0
"""The least contrast of words on what they stand on, and of a shape on the paper."""

DARKEST = 0.04045
"""Shares of a channel up to this are linear in sRGB."""

WEIGHTS = (0.2126, 0.7152, 0.0722)
"""What red, green and blue add to luminance."""


def contrast(colour: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21."""
    low, high = sorted((_luminance(colour), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def channels(colour: str) -> list[int]:
    """Return the red, green and blue of ``"#rrggbb"``, 0 to 255."""
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def _luminance(colour: str) -> float:
    """Return relative luminance, 0 to 1."""
    shares = [channel / 255 for channel in channels(colour)]
    linear = [s / 12.92 if s <= DARKEST else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return sum(weight * share for weight, share in zip(WEIGHTS, linear, strict=True))
