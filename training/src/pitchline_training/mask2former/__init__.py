"""The small Mask2Former: its configuration, its training and its export to ONNX."""
