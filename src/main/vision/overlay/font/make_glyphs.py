"""Writes glyphs.json beside this file: outlines of a font as SVG paths, 1000 units an em, y downwards.

Run: python make_glyphs.py /usr/share/fonts/truetype/dejavu/DejaVuSansCondensed-Bold.ttf
(Debian package fonts-dejavu-extra; Python package fonttools).
"""

import json
import pathlib
import sys

from fontTools.misc.transform import Transform
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

EM = 1000
# Latin with Extended-A, Greek, Cyrillic, punctuation, a few signs of measurement.
RANGES = [(0x20, 0x7E), (0xA0, 0x17F), (0x370, 0x3FF), (0x400, 0x45F), (0x2010, 0x2026)]
SINGLES = [0x20AC, 0x2122, 0x2192, 0x2205, 0x2248, 0x2260, 0x2264, 0x2265, 0x1E9E, 0x2032, 0x2033]


def main() -> None:
    font = TTFont(sys.argv[1])
    glyph_set = font.getGlyphSet()
    names = font.getBestCmap()
    scale = EM / font["head"].unitsPerEm
    characters = [c for low, high in RANGES for c in range(low, high + 1)] + SINGLES
    glyphs = {}
    for character in characters:
        name = names.get(character)
        if name is None:
            continue
        pen = SVGPathPen(glyph_set, ntos=lambda value: str(round(value)))
        glyph_set[name].draw(TransformPen(pen, Transform(scale, 0, 0, -scale, 0, 0)))
        glyphs[chr(character)] = [round(glyph_set[name].width * scale), pen.getCommands()]
    rows = ",\n".join(
        f"  {json.dumps(key, ensure_ascii=False)}: {json.dumps(value)}" for key, value in glyphs.items()
    )
    target = pathlib.Path(__file__).with_name("glyphs.json")
    target.write_text("{\n" + rows + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
