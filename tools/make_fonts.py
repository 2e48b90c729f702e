"""Make static/fonts: Onest cut down to the letters of Kazakh, Russian and English.

Run from the root of the repository, with fontTools, brotli and npm at hand:  python tools/make_fonts.py
The package carries the font in slices by script, so a page loads four small files, each for its unicode-range.
"""

import subprocess
import tarfile
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

PACKAGE = "@fontsource-variable/onest@5.3.1"
FONTS = Path("static/fonts")
WEIGHTS = (400, 700)
LARGEST_TOTAL = 28_000  # bytes, all files together

# What each slice keeps. The tenge sign stands among the extended Latin letters, ұ and і among the plain Cyrillic.
LETTERS = {
    "latin": [*range(0x20, 0x7F), *map(ord, "\u00a0§«·»×–—‘’“”„•…\u2009€−")],
    "latin-ext": [ord("₸")],
    "cyrillic": [*range(0x410, 0x450), *map(ord, "ЁёІіҰұ№")],
    "cyrillic-ext": [*map(ord, "ӘәҒғҚқҢңӨөҮүҺһ")],
}
FEATURES = ["kern", "mark", "mkmk", "locl", "ccmp", "tnum", "lnum"]


def main() -> None:
    """Fetch the package, cut each slice, and refuse a result that is too heavy."""
    FONTS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        package = fetch(Path(folder))
        for slice_name, letters in LETTERS.items():
            source = package / "files" / f"onest-{slice_name}-wght-normal.woff2"
            cut(source, letters, FONTS / f"onest-{slice_name}.woff2")
        (FONTS / "OFL.txt").write_bytes((package / "LICENSE").read_bytes())
    sizes = {file.name: file.stat().st_size for file in sorted(FONTS.glob("*.woff2"))}
    for name, size in sizes.items():
        print(f"{size:6} {name}")
    if sum(sizes.values()) > LARGEST_TOTAL:
        raise SystemExit(f"The fonts weigh {sum(sizes.values())} bytes, more than {LARGEST_TOTAL}.")


def fetch(folder: Path) -> Path:
    """Download and unpack the npm package; return where it lies."""
    subprocess.run(["npm", "pack", "--silent", "--pack-destination", folder, PACKAGE], check=True)
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def cut(source: Path, letters: list[int], target: Path) -> None:
    """Write the font with these letters only, weights 400 to 700, without hints."""
    font = TTFont(source)
    missing = [chr(letter) for letter in letters if letter not in font.getBestCmap()]
    if missing:
        raise SystemExit(f"{source.name} has no {' '.join(missing)}")
    instancer.instantiateVariableFont(font, {"wght": WEIGHTS}, inplace=True)
    options = subset.Options(layout_features=FEATURES, hinting=False, flavor="woff2", name_IDs=[0, 1, 2, 4, 6, 13, 14])
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=letters)
    cutter.subset(font)
    font.flavor = "woff2"
    font.save(target)


if __name__ == "__main__":
    main()
