"""Writes letterbox-cases.json: what Ultralytics' LetterBox (cv2 inside) makes of noise pictures.

Run with an environment that has ultralytics and cv2: python make_letterbox_cases.py
The pictures are a hash of the byte's index, so that the test can make the same ones.
"""

import hashlib
import json
from pathlib import Path

import cv2
import numpy as np
import ultralytics
from ultralytics.data.augment import LetterBox


def noise(width: int, height: int) -> np.ndarray:
    index = np.arange(width * height * 3, dtype=np.uint64)
    mixed = (index * 2654435761) & 0xFFFFFFFF
    mixed ^= mixed >> 15
    mixed = (mixed * 2246822519) & 0xFFFFFFFF
    return (mixed >> 24).astype(np.uint8).reshape(height, width, 3)


# width, height, target height, target width, rectangle stride (None: fill the target)
CASES = [
    (64, 48, 64, 64, None),  # same size, only padded
    (64, 64, 64, 64, None),  # nothing to do
    (128, 96, 64, 64, None),  # exactly half: cv2 averages 2 x 2
    (127, 96, 64, 64, None),
    (129, 128, 64, 64, None),
    (1920, 1080, 640, 640, None),
    (1920, 1080, 640, 640, 32),
    (1280, 720, 640, 640, 32),  # exactly half
    (720, 540, 640, 640, None),
    (720, 540, 640, 640, 32),
    (300, 1000, 320, 640, None),
    (1000, 300, 320, 640, 32),
    (37, 53, 64, 64, None),  # up
    (53, 37, 64, 96, 32),
    (1, 1, 32, 32, None),
    (1, 50, 32, 32, 32),
    (3000, 1, 64, 64, None),  # thinner than a pixel after scaling
    (2, 7, 64, 64, None),
    (7, 2, 64, 64, 32),
    (256, 256, 256, 256, None),
    (333, 257, 256, 256, 32),
    (77, 55, 224, 160, None),
    (555, 1111, 640, 640, 32),
    (641, 640, 640, 640, None),
    (640, 479, 640, 640, 32),
    (4000, 3000, 640, 640, None),
]


def main() -> None:
    cases = []
    for width, height, target_height, target_width, stride in CASES:
        letterbox = LetterBox((target_height, target_width), auto=stride is not None, stride=stride or 32)
        # LetterBox treats the three channels alike, so RGB may go in as it is.
        out = letterbox(image=noise(width, height))
        cases.append(
            {
                "picture": [width, height],
                "target": [target_height, target_width],
                "stride": stride,
                "output": [out.shape[1], out.shape[0]],
                "sha256": hashlib.sha256(out.tobytes()).hexdigest(),
            }
        )
    made_with = {"ultralytics": ultralytics.__version__, "cv2": cv2.__version__}
    text = json.dumps({"madeWith": made_with, "cases": cases}, indent=1)
    Path(__file__).with_name("letterbox-cases.json").write_text(text + "\n")


main()
