"""Labels of rendered scenes in the COCO format, with masks as run lengths."""

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
from pycocotools import mask as run_lengths

from .classes import CLASSES
from .render import Scene


def coco_scene(file_name: str, scene: Scene) -> dict[str, Any]:
    """The COCO entries of one scene: ``image`` and ``annotations``, still without ids.

    Boxes are ``[left, top, width, height]`` in pixels, areas are in pixels. Category ids are
    those of `CLASSES` (from 0).
    """
    height, width = scene.image.shape[:2]
    annotations = []
    for item in scene.objects:
        encoded = run_lengths.encode(np.asfortranarray(item.mask.astype(np.uint8)))
        annotations.append(
            {
                "category_id": item.class_id,
                "bbox": [float(value) for value in run_lengths.toBbox(encoded)],
                "area": int(run_lengths.area(encoded)),
                "iscrowd": 0,
                "segmentation": {
                    "size": [int(value) for value in encoded["size"]],
                    "counts": encoded["counts"].decode("ascii"),
                },
            }
        )
    image = {"file_name": file_name, "width": width, "height": height, "part": scene.kind}
    return {"image": image, "annotations": annotations}


def coco_document(scenes: Sequence[dict[str, Any]]) -> str:
    """One COCO document of scenes from `coco_scene`, as JSON text; ids count from 1."""
    images: list[dict[str, Any]] = []
    annotations: list[dict[str, Any]] = []
    for image_id, scene in enumerate(scenes, start=1):
        images.append({"id": image_id, **scene["image"]})
        for annotation in scene["annotations"]:
            annotations.append({"id": len(annotations) + 1, "image_id": image_id, **annotation})
    categories = [{"id": index, "name": name} for index, name in enumerate(CLASSES)]
    return json.dumps(
        {"images": images, "annotations": annotations, "categories": categories}, indent=1
    )
