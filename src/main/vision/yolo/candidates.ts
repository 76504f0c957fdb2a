/** Boxes that passed the threshold, one array a property; nothing is allocated per candidate. */
export interface Candidates {
  readonly count: number;
  /** x1, y1, x2, y2 of each, in pixels of the network's input, as float32 like the reference's. */
  readonly boxes: Float32Array;
  readonly scores: Float32Array;
  readonly classes: Int32Array;
  /** Where in the output the candidate stands: anchor (raw) or row (end-to-end). */
  readonly places: Int32Array;
}

/**
 * Candidates of a raw head: the best class of each anchor, kept when its score is over
 * `confidence` (`multi_label` off). On a tie the lower class wins, as torch's `max`.
 *
 * @param values [4 + classes + …, anchors]: centre x, centre y, width, height, class scores.
 */
export function rawCandidates(
  values: Float32Array,
  classes: number,
  anchors: number,
  confidence: number,
): Candidates {
  const first = 4 * anchors;
  const best = values.slice(first, first + anchors);
  const bestClass = new Int32Array(anchors);
  // Class by class, because a class's scores lie side by side in memory.
  for (let id = 1; id < classes; id++) {
    const row = first + id * anchors;
    for (let anchor = 0; anchor < anchors; anchor++) {
      const score = values[row + anchor]!;
      if (score > best[anchor]!) {
        best[anchor] = score;
        bestClass[anchor] = id;
      }
    }
  }
  // torch compares in float32.
  const threshold = Math.fround(confidence);
  const places = indicesWhere(anchors, (anchor) => best[anchor]! > threshold);
  const boxes = new Float32Array(places.length * 4);
  places.forEach((anchor, i) => {
    const x = values[anchor]!;
    const y = values[anchors + anchor]!;
    const halfWidth = values[2 * anchors + anchor]! / 2;
    const halfHeight = values[3 * anchors + anchor]! / 2;
    boxes.set([x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight], i * 4);
  });
  return {
    count: places.length,
    boxes,
    scores: Float32Array.from(places, (anchor) => best[anchor]!),
    classes: Int32Array.from(places, (anchor) => bestClass[anchor]!),
    places,
  };
}

/**
 * Candidates of an end-to-end head: its rows are final boxes in the model's own order, padded with
 * zeros, so only the threshold and the number are left to apply.
 *
 * @param values [rows, width]: x1, y1, x2, y2, score, class, mask coefficients.
 */
export function endToEndCandidates(
  values: Float32Array,
  rows: number,
  width: number,
  confidence: number,
  maxDetections: number,
): Candidates {
  const threshold = Math.fround(confidence);
  const passing = indicesWhere(rows, (row) => values[row * width + 4]! > threshold);
  const places = passing.subarray(0, maxDetections);
  const boxes = new Float32Array(places.length * 4);
  places.forEach((row, i) => {
    boxes.set(values.subarray(row * width, row * width + 4), i * 4);
  });
  return {
    count: places.length,
    boxes,
    scores: Float32Array.from(places, (row) => values[row * width + 4]!),
    classes: Int32Array.from(places, (row) => values[row * width + 5]!),
    places,
  };
}

function indicesWhere(length: number, keep: (index: number) => boolean): Int32Array {
  const kept = new Int32Array(length);
  let count = 0;
  for (let i = 0; i < length; i++) if (keep(i)) kept[count++] = i;
  return kept.subarray(0, count);
}
