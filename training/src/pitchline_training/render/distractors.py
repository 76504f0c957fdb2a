"""What lies on a part without being a defect: oil, dust, scratches, engraved letters."""

import cv2
import numpy as np

from .canvas import BoolImage, Canvas, FloatImage, smooth_noise, smooth_step

LETTERS = "ABCDEFHKLMNPRSTUVXZ0123456789-"


def oil_stains(
    rng: np.random.Generator, canvas: Canvas, picture: FloatImage, solid: BoolImage
) -> None:
    """Darken broad soft-edged areas with a brownish film, in place."""
    cell = rng.uniform(180, 420) * canvas.unit
    noise = smooth_noise(rng, canvas.shape, cell)
    noise += np.float32(0.35) * smooth_noise(rng, canvas.shape, cell / 4)
    start = rng.uniform(0.3, 1.0)
    film = smooth_step(noise, start, start + rng.uniform(0.5, 1.5)) * solid
    strength = rng.uniform(0.08, 0.26)
    for channel, share in enumerate((0.7, 0.9, 1.25)):
        picture[:, :, channel] *= 1 - np.float32(strength * share) * film


def oil_drops(
    rng: np.random.Generator, canvas: Canvas, picture: FloatImage, solid: BoolImage
) -> None:
    """Place small round clear drops, each with a highlight and a thin edge, in place."""
    for _ in range(int(rng.integers(1, 9))):
        radius = rng.uniform(4, 12) * canvas.unit
        side = int(2.6 * radius) + 2
        x, y = int(rng.integers(0, canvas.width - side)), int(rng.integers(0, canvas.height - side))
        if not solid[y : y + side, x : x + side].all():
            continue
        axis = (np.arange(side, dtype=np.float32) - np.float32(side / 2)) / np.float32(radius)
        reach = np.sqrt(axis[None, :] ** 2 + axis[:, None] ** 2)
        spot = np.exp(-((axis[None, :] + 0.35) ** 2 + (axis[:, None] + 0.35) ** 2) / 0.05)
        edge = np.exp(-(((reach - 0.93) / 0.12) ** 2))
        window = picture[y : y + side, x : x + side]
        window *= (1 - 0.25 * edge - 0.08 * (reach < 1))[:, :, None]
        window += np.float32(0.3) * spot[:, :, None]


def dust(rng: np.random.Generator, canvas: Canvas, picture: FloatImage) -> None:
    """Strew specks of one to three pixels, bright or dark, in place."""
    count = int(rng.integers(20, 140))
    xs, ys = rng.integers(0, canvas.width, count), rng.integers(0, canvas.height, count)
    for x, y in zip(xs, ys, strict=True):
        size = max(1, round(rng.uniform(0.8, 2.6) * canvas.unit))
        factor = np.float32(rng.choice([rng.uniform(0.45, 0.8), rng.uniform(1.15, 1.5)]))
        picture[y : y + size, x : x + size] *= factor


def scratches(
    rng: np.random.Generator, canvas: Canvas, picture: FloatImage, solid: BoolImage
) -> None:
    """Draw hair-thin straight or slightly bent bright handling marks, in place."""
    layer = np.zeros(canvas.shape, np.uint8)
    for _ in range(int(rng.integers(1, 7))):
        start = rng.uniform((0, 0), (canvas.width, canvas.height))
        angle, length = rng.uniform(0, 2 * np.pi), rng.uniform(60, 420) * canvas.unit
        t = np.linspace(0, 1, 12)
        bend = rng.uniform(-0.4, 0.4)
        turn = angle + bend * t
        steps = np.stack([np.cos(turn), np.sin(turn)], 1) * length / 12
        path = start + np.cumsum(steps, 0)
        level = int(rng.integers(60, 200))
        cv2.polylines(
            layer, [np.round(path * 16).astype(np.int32)], False, level, 1, cv2.LINE_AA, 4
        )
    soft = cv2.GaussianBlur(layer, (0, 0), max(0.5, 0.6 * canvas.unit))
    picture += (soft * solid * np.float32(0.25 / 255))[:, :, None]


def engraving(
    rng: np.random.Generator, canvas: Canvas, picture: FloatImage, solid: BoolImage
) -> BoolImage:
    """Engrave a part number where the part is, in place, and return the pixels that it takes up."""
    text = "".join(rng.choice(list(LETTERS), int(rng.integers(4, 9))))
    scale, thickness = rng.uniform(0.9, 1.8) * canvas.unit, max(1, round(2.6 * canvas.unit))
    (width, height), _ = cv2.getTextSize(text, cv2.FONT_HERSHEY_SIMPLEX, scale, thickness)
    x = int(rng.integers(0, max(1, canvas.width - width)))
    y = int(rng.integers(height, max(height + 1, canvas.height - height)))
    lines = np.zeros(canvas.shape, np.uint8)
    cv2.putText(lines, text, (x, y), cv2.FONT_HERSHEY_SIMPLEX, scale, 255, thickness, cv2.LINE_AA)
    taken = (lines > 0) & solid
    top, bottom = max(0, y - height - 4), min(canvas.height, y + height // 2 + 4)
    window = (slice(top, bottom), slice(x, min(canvas.width, x + width + 8)))
    cut = lines[window].astype(np.float32) / 255 * solid[window]
    light = np.roll(cut, (1 + thickness // 2,) * 2, (0, 1))
    picture[window] *= (1 - 0.45 * cut)[:, :, None]
    picture[window] += (0.12 * np.clip(light - cut, 0, 1))[:, :, None]
    return taken


def add_distractors(
    rng: np.random.Generator, canvas: Canvas, picture: FloatImage, solid: BoolImage
) -> BoolImage:
    """Draw a random choice of distractors in place; return where no defect should be put."""
    taken = np.zeros(canvas.shape, bool)
    if rng.random() < 0.55:
        oil_stains(rng, canvas, picture, solid)
    if rng.random() < 0.3:
        taken = engraving(rng, canvas, picture, solid)
    if rng.random() < 0.5:
        scratches(rng, canvas, picture, solid)
    if rng.random() < 0.35:
        oil_drops(rng, canvas, picture, solid)
    if rng.random() < 0.6:
        dust(rng, canvas, picture)
    return taken
