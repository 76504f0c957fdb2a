"""Makes reference.json: what OpenCV measures of small pictures of noise, for picture-facts.test.ts.

Run with opencv-python-headless and numpy; prints the version that it used into the file.
"""

import base64
import json
from pathlib import Path

import cv2
import numpy as np

SIZES = [(1, 1), (2, 1), (1, 3), (2, 2), (3, 3), (17, 9), (40, 31)]

rng = np.random.default_rng(20)
cases = []
for width, height in SIZES:
    for contrast in (255, 20):
        rgb = rng.integers(128 - contrast // 2, 128 + (contrast + 1) // 2 + 1, (height, width, 3))
        rgb = np.clip(rgb, 0, 255).astype(np.uint8)
        rgb[rng.random((height, width)) < 0.1] = 0
        rgb[rng.random((height, width)) < 0.05] = 255
        grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
        cases.append(
            {
                "width": width,
                "height": height,
                "rgb": base64.b64encode(rgb.tobytes()).decode(),
                "sharpness": float(cv2.Laplacian(grey, cv2.CV_64F).var()),
                "brightness": float(grey.mean()),
                "blackShare": float((grey == 0).mean()),
                "whiteShare": float((grey == 255).mean()),
            }
        )
out = Path(__file__).with_name("reference.json")
out.write_text(json.dumps({"opencv": cv2.__version__, "cases": cases}) + "\n")
