const YOLO_EXPORT = '`yolo export model=FILE.pt format=onnx`';
const MASK2FORMER_EXPORT = '`pitchline-training export-mask2former`';

/**
 * What a file is that is not ONNX, and how to get ONNX from it; null when its beginning says nothing.
 *
 * @param head the first kilobyte or so
 */
export function describeForeign(head: Uint8Array): string | null {
  const text = Buffer.from(head).toString('latin1');
  if (text.startsWith('PK\u0003\u0004')) return describeZip(text);
  if (text.startsWith('\u0080\u0002') || text.startsWith('\u0080\u0003')) return pytorch();
  if (text.startsWith('version https://git-lfs')) {
    return 'It is a Git LFS pointer, not the model itself. Run `git lfs pull` where it came from.';
  }
  if (text.startsWith('\u0089HDF')) {
    return 'It is HDF5, probably a Keras model. Convert it with `python -m tf2onnx.convert`.';
  }
  if (text.startsWith('TFL3', 4)) {
    return 'It is a TensorFlow Lite model. Convert it with `python -m tf2onnx.convert --tflite FILE`.';
  }
  if (text.startsWith('ORTM', 4)) {
    return "It is ONNX Runtime's own .ort format. Import the .onnx file that it was made from.";
  }
  if (/^.{8}\{"/su.test(text) && text.charCodeAt(7) === 0) {
    return `They are weights alone (safetensors). Export the model: ${MASK2FORMER_EXPORT} for a Mask2Former, ${YOLO_EXPORT} for a YOLO.`;
  }
  if (/^\s*<(?:!doctype|html)/iu.test(text)) {
    return 'It is a web page; the download brought an error page or a login instead of the model. Download it again.';
  }
  if (/^\s*<\?xml/u.test(text)) {
    return 'It is XML, probably an OpenVINO model. Import the .onnx file that it was made from.';
  }
  if (isText(head))
    return `It is a text file. Import a model that was exported with ${YOLO_EXPORT} or ${MASK2FORMER_EXPORT}.`;
  return null;
}

function describeZip(text: string): string {
  if (/data\.pkl|archive\/|\.data\/|byteorder/u.test(text)) return pytorch();
  return 'It is a ZIP archive. Unpack it and import the .onnx file in it.';
}

function pytorch(): string {
  return `They are PyTorch weights. Export them first: ${YOLO_EXPORT} for a YOLO, ${MASK2FORMER_EXPORT} for a Mask2Former.`;
}

function isText(head: Uint8Array): boolean {
  const decoded = new TextDecoder('utf-8').decode(head, { stream: true });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: their absence is what makes it text
  return head.length > 0 && !/[\u0000-\u0008\u000e-\u001f\ufffd]/u.test(decoded);
}
