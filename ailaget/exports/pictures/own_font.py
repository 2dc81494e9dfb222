"""The pages' own font made ready for pictures, where the machine has none that they ask for.

It comes with Streamlit, for browsers. Matplotlib reads fonts of fixed weight alone; the browser
that takes pictures finds those that lie in a folder named ``fonts``. Matplotlib is imported where a
font is made or drawn with: a process that knows where it lies needs neither.
"""

import io
import logging
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from ailaget.store.files import write_whole

logger = logging.getLogger(__name__)

NAME = "Source Sans 3"
WEIGHTS = {400: "Regular", 700: "Bold"}

LETTERS = (
    *range(0x20, 0x250),
    *range(0x2000, 0x2070),
    0x20AC,
    *range(0x2190, 0x2200),
    *range(0x2200, 0x2270),
    *range(0x25A0, 0x2600),
)
"""Those of Europe's Latin languages, and the signs that figures use: fewer are made faster."""

FAMILY_NAMES, STYLE_NAMES, WHOLE_NAME, PLAIN_NAME = (1, 16), (2, 17), 4, 6
"""The numbers of a font's names in its own table of them."""


@cache
def own_font() -> Path | None:
    """Return the folder whose ``fonts`` hold the font, made once; None where it cannot be made."""
    import matplotlib

    source = _source()
    if source is None:
        return None
    home = Path(matplotlib.get_cachedir()) / f"ailaget-{source.stem.rpartition('.')[2]}"
    try:
        for weight, style in WEIGHTS.items():
            path = home / "fonts" / f"SourceSans3-{style}.ttf"
            if not path.exists():
                write_whole(path, _fixed(source, weight, style))
    except Exception:  # whatever keeps it from being made, a picture in another font is a picture
        logger.exception("the font of the pages cannot be made ready for pictures")
        return None
    return home


def _source() -> Path | None:
    """Return the font that Streamlit brings its pages, None where this version has it elsewhere."""
    spec = find_spec("streamlit")
    if spec is None or spec.origin is None:
        return None
    media = Path(spec.origin).parent / "static" / "static" / "media"
    return next(iter(sorted(media.glob("SourceSansVF-Upright*.woff2"))), None)


def _fixed(source: Path, weight: int, style: str) -> bytes:
    """Return the font in one weight, with the letters that pictures need."""
    # Once on a machine: all other pictures need not wait for what makes fonts.
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = TTFont(source, recalcTimestamp=False)
    options = Options()
    options.layout_features = ["kern", "mark"]
    options.name_IDs = ["*"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)
    font = instantiateVariableFont(font, {"wght": weight})
    for numbers, text in (
        (FAMILY_NAMES, NAME),
        (STYLE_NAMES, style),
        ((WHOLE_NAME,), f"{NAME} {style}"),
        ((PLAIN_NAME,), f"SourceSans3-{style}"),
    ):
        for number in numbers:
            font["name"].setName(text, number, 3, 1, 0x409)
            font["name"].setName(text, number, 1, 0, 0)
    font["OS/2"].usWeightClass = weight
    font.flavor = None
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
