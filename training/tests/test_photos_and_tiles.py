"""The split by place, and the tiles that every figure is measured on."""

import os
from pathlib import Path

import numpy as np
import pytest

from pitchline_training.photos import load_photos, place_of, read_photo, split
from pitchline_training.tiles import (
    SIDE_RANGE,
    Tile,
    photo_masks,
    polygon_mask,
    tile_masks,
    tiles_of_objects,
    validation_tiles,
)

REPOSITORY = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("PITCHLINE_SHARED", REPOSITORY.parent / "shared"))
PHOTOGRAPHS = SHARED / "real" / "bsdata-pitting"


@pytest.fixture(scope="module")
def photos():
    if not PHOTOGRAPHS.is_dir():
        pytest.skip(
            f"the photographs are absent: {PHOTOGRAPHS}; PITCHLINE_SHARED names their folder"
        )
    return load_photos(PHOTOGRAPHS)


def test_split_is_by_place_and_of_the_published_sizes(photos):
    train, held_out = split(photos)
    assert (len(train), sum(len(photo.polygons) for photo in train)) == (219, 256)
    assert (len(held_out), sum(len(photo.polygons) for photo in held_out)) == (64, 81)
    assert not {photo.place for photo in train} & {photo.place for photo in held_out}


def test_pictures_have_the_size_that_their_polygons_are_given_in(photos):
    kgt = next(photo for photo in photos if photo.path.stem.startswith("KGT"))
    for photo in (photos[0], kgt):
        assert read_photo(photo).shape == (photo.height, photo.width, 3)
    assert kgt.shrink == 2


def test_validation_tiles_are_fixed_and_show_every_held_out_object(photos):
    _, held_out = split(photos)
    tiles = validation_tiles(held_out)
    shown = [tile_masks(tile, photo_masks(photo))[1] for photo, tile in tiles]
    assert (len(tiles), sum(map(len, shown))) == (120, 95)
    pairs = zip(tiles, shown, strict=True)
    seen = {(photo.path, int(number)) for (photo, _), kept in pairs for number in kept}
    assert len(seen) == 81


def test_place_of_an_unknown_name_is_refused():
    with pytest.raises(ValueError, match="does not tell the place"):
        place_of("holiday")


def test_polygon_mask_covers_the_pixels_whose_centres_it_holds():
    square = np.array([[2.0, 3.0], [6.0, 3.0], [6.0, 8.0], [2.0, 8.0]])
    mask = polygon_mask(square, width=10, height=12)
    assert mask[3:8, 2:6].all()
    assert mask[4:7, 3:5].all()
    assert not mask[:, 8:].any()
    assert not mask[10:].any()


def test_tile_masks_are_clipped_and_slivers_dropped():
    masks = np.zeros((2, 40, 40), dtype=bool)
    masks[0, 10:20, 10:20] = True
    masks[1, 0:10, 19:39] = True
    clipped, kept = tile_masks(Tile(left=0, top=0, side=20), masks)
    assert kept.tolist() == [0]
    assert clipped.shape == (1, 20, 20)
    assert clipped[0].sum() == 100


def test_tiles_lie_inside_the_picture_and_show_their_object():
    masks = np.zeros((1, 100, 240), dtype=bool)
    masks[0, 0:6, 232:240] = True
    rng = np.random.default_rng(1)
    tiles = tiles_of_objects(rng, 240, 100, masks, per_object=20)
    for tile in tiles:
        assert 0 <= tile.left <= 240 - tile.side
        assert 0 <= tile.top <= 100 - tile.side
        assert SIDE_RANGE[0] * 100 <= tile.side <= SIDE_RANGE[1] * 100
    assert all(tile.cut(masks[0]).any() for tile in tiles[:20])
    assert not any(tile.cut(masks[0]).any() for tile in tiles[20:])
    assert len(tiles) > 20
