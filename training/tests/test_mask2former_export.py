"""Export of a random model: from the library's folder to a file that ONNX Runtime runs."""

import json

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

from pitchline_training.mask2former.onnx_file import grid_types, halve_weights, set_metadata

torch = pytest.importorskip("torch", reason="the extra mask2former is not installed")
pytest.importorskip("transformers", reason="the extra mask2former is not installed")

from transformers import Mask2FormerForUniversalSegmentation, Mask2FormerImageProcessor

from pitchline_training.ap import Found
from pitchline_training.cli import main
from pitchline_training.judges import load_judge
from pitchline_training.mask2former import export as exporter
from pitchline_training.mask2former.config import image_processor, model_config
from pitchline_training.mask2former.restore import RestoreError, restore


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """A random model saved as the library saves one, and exported by the command line."""
    folder = tmp_path_factory.mktemp("export")
    torch.manual_seed(1)
    model = Mask2FormerForUniversalSegmentation(model_config())
    with torch.no_grad():
        # As after training no two weights are the same; equal ones would become one in the file.
        for weight in model.parameters():
            weight.add_(torch.randn_like(weight) * 0.02)
    model.save_pretrained(folder / "checkpoint")
    image_processor().save_pretrained(folder / "checkpoint")
    words = ["export-mask2former", "--checkpoint", str(folder / "checkpoint")]
    words += ["--out", str(folder / "model"), "--name", "random", "--tile-share", "0.7"]
    assert main(words) == 0
    return folder / "model"


def test_file_has_no_double_grid_and_carries_its_configuration(exported):
    model = onnx.load(exported / "model.onnx")
    assert grid_types(model) == {TensorProto.FLOAT}
    metadata = {entry.key: entry.value for entry in model.metadata_props}
    assert json.loads(metadata["config"])["id2label"]["3"] == "pitting"
    beside = json.loads((exported / "preprocessor_config.json").read_text())
    assert json.loads(metadata["preprocessor_config"]) == beside
    assert beside["size"] == {"height": 256, "width": 256}
    about = json.loads((exported / "pitchline.json").read_text())
    assert about["tiles"] == {"size": {"share": 0.7}, "overlap": 0.2, "whole": False}


def test_reference_judges_with_the_file(exported):
    judge = load_judge(exported)
    noise = np.random.default_rng(0).integers(0, 255, (120, 90, 3), dtype=np.uint8)
    found = judge(noise, 7)
    assert found
    for detection in found:
        assert isinstance(detection, Found)
        assert detection.picture == 7
        assert detection.mask["size"] == [120, 90]


def test_weights_are_read_back_from_the_file(exported):
    saved = Mask2FormerForUniversalSegmentation.from_pretrained(exported.parent / "checkpoint")
    torch.manual_seed(2)
    model = Mask2FormerForUniversalSegmentation(model_config()).train()
    restore(exported / "model.onnx", model)
    assert model.training
    restored = model.state_dict()
    # The encoder's last norm feeds nothing, so no export has it.
    unused = {
        f"model.pixel_level_module.encoder.swin.layernorm.{end}" for end in ("weight", "bias")
    }
    for name, value in saved.state_dict().items():
        if name not in unused and value.is_floating_point():
            torch.testing.assert_close(restored[name], value, rtol=1e-3, atol=1e-4, msg=name)


def test_a_file_of_another_configuration_is_not_read_back(exported):
    config = model_config()
    config.num_queries = 7
    with pytest.raises(RestoreError, match="other weights"):
        restore(exported / "model.onnx", Mask2FormerForUniversalSegmentation(config))


def test_a_file_that_computes_something_else_is_refused(monkeypatch):
    monkeypatch.setattr(exporter, "convert", lambda *_: onnx.ModelProto())
    monkeypatch.setattr(exporter, "largest_difference", lambda *_: 0.5)
    model = Mask2FormerForUniversalSegmentation(model_config())
    with pytest.raises(exporter.ExportError, match="do not use it"):
        exporter.export(model, image_processor())


def test_a_processor_without_a_fixed_size_asks_for_one():
    processor = Mask2FormerImageProcessor(size={"shortest_edge": 800, "longest_edge": 1333})
    with pytest.raises(exporter.ExportError, match="--size HEIGHT WIDTH"):
        exporter.input_size(processor)


def test_halved_weights_give_almost_the_same_product_and_small_ones_stay():
    rng = np.random.default_rng(0)
    large, small = rng.normal(size=(32, 32)).astype("f"), rng.normal(size=(32,)).astype("f")
    graph = helper.make_graph(
        [
            helper.make_node("MatMul", ["x", "large"], ["product"]),
            helper.make_node("Add", ["product", "small"], ["y"]),
        ],
        "toy",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 32])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 32])],
        [numpy_helper.from_array(large, "large"), numpy_helper.from_array(small, "small")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    assert halve_weights(model) == 1
    set_metadata(model, {"config": "first"})
    set_metadata(model, {"config": "second"})
    onnx.checker.check_model(model, full_check=True)
    assert [(entry.key, entry.value) for entry in model.metadata_props] == [("config", "second")]
    x = rng.normal(size=(1, 32)).astype("f")
    got = ReferenceEvaluator(model).run(None, {"x": x})[0]
    np.testing.assert_allclose(got, x @ large + small, atol=0.02)
