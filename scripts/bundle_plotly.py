"""Make the script in `data/plotly/`: plotly.js with nothing but the marks that our charts use.

A maintainer runs it once when the package plotly is upgraded or a chart needs another kind of mark,
never the application. It needs node and npm:

    python -m scripts.bundle_plotly

The version of plotly.js is that of the installed Python package: both then know the same figures.
"""

import hashlib
import subprocess
import tempfile
from pathlib import Path

from plotly.offline import get_plotlyjs_version

from ailaget.charts.script import SCRIPTS, TRACES

ESBUILD = "0.28.2"

# What plotly.js gives its own build; styles of maps that we do not have are left out.
OPTIONS = (
    "--bundle",
    "--minify",
    "--format=iife",
    "--global-name=Plotly",
    "--target=es2020",
    "--define:global=window",
    "--define:define.amd=false",
    "--loader:.css=empty",
    "--legal-comments=eof",
)

BANNER = (
    "/* plotly.js v{version}: {traces}. Copyright Plotly Technologies Inc., MIT licence;"
    " the licences of what it includes stand last. */"
)


def main() -> None:
    """Fetch plotly.js, bundle it, and put it in the place of the script before it."""
    version = get_plotlyjs_version()
    with tempfile.TemporaryDirectory() as name:
        script = bundle(Path(name), version)
    digest = hashlib.sha256(script).hexdigest()[:8]
    for old in SCRIPTS.glob("plotly-*.min.js"):
        old.unlink()
    (SCRIPTS / f"plotly-{digest}.min.js").write_bytes(script)


def bundle(folder: Path, version: str) -> bytes:
    """Return plotly.js of a version with our traces alone; `folder` is for what it takes."""
    npm = ("npm", "install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund")
    subprocess.run([*npm, f"plotly.js@{version}", f"esbuild@{ESBUILD}"], cwd=folder, check=True)
    # Scatter is in the core.
    parts = ", ".join(f'require("plotly.js/lib/{one}")' for one in TRACES if one != "scatter")
    entry = folder / "entry.cjs"
    entry.write_text(
        f'const Plotly = require("plotly.js/lib/core");\nPlotly.register([{parts}]);\n'
        "module.exports = Plotly;\n"
    )
    banner = BANNER.format(version=version, traces=", ".join(TRACES))
    made = folder / "plotly.js"
    esbuild = str(folder / "node_modules" / ".bin" / "esbuild")
    subprocess.run(
        [esbuild, entry.name, *OPTIONS, f"--banner:js={banner}", f"--outfile={made}"],
        cwd=folder,
        check=True,
    )
    return made.read_bytes()


if __name__ == "__main__":
    main()
