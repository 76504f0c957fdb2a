"""Light, lens, sensor and file: what happens between a part and its picture."""

import cv2
import numpy as np
from numpy.typing import NDArray

from .canvas import BoolImage, Canvas, FloatImage, smooth_noise


def backdrop(rng: np.random.Generator, canvas: Canvas, backlit: bool) -> FloatImage:
    """Luminance of what a part lies on: a lit panel, a bench, a mat or darkness."""
    if backlit:
        level, texture = rng.uniform(0.9, 1.1), 0.01
    else:
        level, texture = float(rng.choice([0.05, 0.1, 0.16, 0.3, 0.6])), rng.uniform(0.01, 0.07)
    layer = np.full(canvas.shape, level, np.float32)
    grain = smooth_noise(rng, canvas.shape, rng.uniform(2, 5) * canvas.unit)
    grain += smooth_noise(rng, canvas.shape, 120 * canvas.unit)
    return layer * (1 + np.float32(texture) * grain)


def compose(
    rng: np.random.Generator,
    luminance: FloatImage,
    solid: BoolImage,
    behind: FloatImage,
    unit: float,
) -> FloatImage:
    """Lay a part over its backdrop with a soft outline and the shadow that it casts."""
    if solid.all():
        return luminance
    alpha = cv2.GaussianBlur(solid.astype(np.float32), (0, 0), max(0.6, 0.8 * unit))
    small = cv2.resize(alpha, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), 2.5 * unit)
    shift = np.array([[1, 0, rng.uniform(-4, 4) * unit], [0, 1, rng.uniform(0, 5) * unit]])
    small = cv2.warpAffine(
        small, shift, (small.shape[1], small.shape[0]), borderMode=cv2.BORDER_REPLICATE
    )
    shadow = cv2.resize(small, (solid.shape[1], solid.shape[0]))
    return alpha * luminance + (1 - alpha) * behind * (1 - np.float32(0.55) * shadow)


def colour_tint(rng: np.random.Generator) -> NDArray[np.float32]:
    """Factors for red, green and blue: neutral steel, warm lamp or oil, or cold daylight."""
    pick = rng.random()
    if pick < 0.4:
        tint = np.array([1, 1, 1]) + rng.normal(0, 0.015, 3)
    elif pick < 0.75:
        warmth = rng.uniform(0.05, 0.3)
        tint = np.array([1 + 0.4 * warmth, 1 + 0.12 * warmth, 1 - warmth])
    else:
        cold = rng.uniform(0.03, 0.15)
        tint = np.array([1 - cold, 1, 1 + cold])
    return tint.astype(np.float32)


def _light_field(rng: np.random.Generator, canvas: Canvas) -> FloatImage:
    """Uneven light with vignetting, computed small because nothing in it is sharp."""
    rows, columns = canvas.height // 8, canvas.width // 8
    y = np.linspace(-1, 1, rows, dtype=np.float32)[:, None]
    x = np.linspace(-1, 1, columns, dtype=np.float32)[None, :]
    angle, slope = rng.uniform(0, 2 * np.pi), rng.uniform(0, 0.22)
    field = 1 + np.float32(slope) * (x * np.float32(np.cos(angle)) + y * np.float32(np.sin(angle)))
    field = field * (1 - np.float32(rng.uniform(0.03, 0.2)) * (x * x + y * y))
    if rng.random() < 0.4:
        spot_x, spot_y = rng.uniform(-0.8, 0.8, 2)
        size = rng.uniform(0.25, 0.6)
        away = np.square(x - np.float32(spot_x)) + np.square(y - np.float32(spot_y))
        spot = np.exp(-away / np.float32(size**2))
        field = field + np.float32(rng.uniform(0.1, 0.4)) * spot
    return cv2.resize(field, (canvas.width, canvas.height))


def photograph(
    rng: np.random.Generator, canvas: Canvas, picture: FloatImage, grey: bool
) -> NDArray[np.uint8]:
    """Turn linear-looking colours (about 0 to 1) into the 8-bit RGB that a camera would store."""
    field = _light_field(rng, canvas) * np.float32(rng.uniform(0.9, 1.15))
    # Merged first: numpy is several times slower where it must repeat a value along the colours.
    picture = picture * cv2.merge([field] * 3)
    blur = rng.uniform(0.3, 1.3) * canvas.unit
    if blur > 0.5:
        picture = cv2.GaussianBlur(picture, (0, 0), blur)
    if grey:
        picture = cv2.cvtColor(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    # Above 0.75 brightness is rolled off rather than cut, as the tone curve of a camera does.
    bright = np.maximum(picture - np.float32(0.75), 0)
    picture = picture - bright
    picture += bright / (1 + np.float32(2.6) * bright)
    noise = rng.standard_normal(canvas.shape, dtype=np.float32) * np.float32(rng.uniform(1, 5))
    picture *= np.float32(255)
    picture += cv2.merge([noise] * 3)
    image = np.clip(picture, 0, 255, out=picture).astype(np.uint8)
    if rng.random() < 0.6:
        quality = [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(72, 96))]
        _, encoded = cv2.imencode(".jpg", image, quality)
        image = np.asarray(cv2.imdecode(encoded, cv2.IMREAD_COLOR))
    return image
