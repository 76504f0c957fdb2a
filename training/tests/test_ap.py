"""Average precision on toys whose figures can be worked out by hand."""

import math

import numpy as np
import pytest

from pitchline_training.ap import Found, average_precision, with_mask


def box(picture, class_id, x, score=1.0, side=10.0):
    return Found(picture, class_id, (x, 0.0, x + side, side), score)


def test_perfect_detections_score_one():
    truths = [box(0, 3, 0), box(0, 3, 30), box(1, 0, 5)]
    got = average_precision(2, truths, truths, by="box")
    assert (got.ap50, got.ap) == pytest.approx((1.0, 1.0))
    assert got.ap50_by_class == pytest.approx({0: 1.0, 3: 1.0})


def test_half_found_and_a_confident_false_alarm_cost_precision():
    truths = [box(0, 3, 0), box(0, 3, 30)]
    found = [box(0, 3, 60, score=0.9), box(0, 3, 0, score=0.8)]
    got = average_precision(1, truths, found, by="box")
    # Precision 1/2 up to recall 1/2 (51 of 101 recall levels), 0 beyond.
    assert got.ap50 == pytest.approx(0.5 * 51 / 101)


def test_overlap_decides_between_ap50_and_ap():
    truth = [box(0, 3, 0)]
    # Shifted by 2 of 10: overlap 8/12 = 0.67, enough for the levels 0.50 to 0.65.
    got = average_precision(1, truth, [box(0, 3, 2)], by="box")
    assert got.ap50 == pytest.approx(1.0)
    assert got.ap == pytest.approx(0.4)


def test_masks_are_compared_and_not_their_boxes():
    square = np.zeros((20, 20), dtype=bool)
    square[2:12, 2:12] = True
    frame = square.copy()
    frame[3:11, 3:11] = False
    truth, found = [with_mask(0, 3, square)], [with_mask(0, 3, frame, score=0.9)]
    assert truth[0].box == (2.0, 2.0, 12.0, 12.0)
    assert average_precision(1, truth, found, by="box").ap50 == pytest.approx(1.0)
    assert average_precision(1, truth, found, by="mask").ap50 == 0.0


def test_wrong_class_is_a_miss_and_nothing_to_find_is_undefined():
    assert average_precision(1, [box(0, 3, 0)], [box(0, 1, 0)], by="box").ap50 == 0.0
    assert math.isnan(average_precision(1, [], [box(0, 1, 0)], by="box").ap50)
