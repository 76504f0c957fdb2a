import type { Candidates } from './candidates.ts';

/** Ultralytics looks at no more candidates than this. */
const MAX_CANDIDATES = 30_000;

/** Ultralytics moves each class this many pixels away, so that one pass suppresses within classes. */
const CLASS_OFFSET = 7680;

/**
 * Non-maximum suppression within each class, as Ultralytics (8.4.190) does it by
 * `torchvision.ops.nms`: by falling score (ties in the order of the output), float32 arithmetic,
 * a box goes when its intersection over union with a kept one is over `iou`.
 *
 * @returns indices of the kept candidates by falling score, at most `maxDetections`.
 */
export function suppress(candidates: Candidates, iou: number, maxDetections: number): Int32Array {
  const order = byFallingScore(candidates.scores);
  const count = order.length;
  const { x1, y1, x2, y2, areas } = offsetBoxes(candidates, order);
  const suppressed = new Uint8Array(count);
  const kept = new Int32Array(Math.min(maxDetections, count));
  let keptCount = 0;
  for (let i = 0; i < count && keptCount < kept.length; i++) {
    if (suppressed[i]) continue;
    kept[keptCount++] = order[i]!;
    for (let j = i + 1; j < count; j++) {
      if (suppressed[j]) continue;
      const width = Math.fround(Math.min(x2[i]!, x2[j]!) - Math.max(x1[i]!, x1[j]!));
      const height = Math.fround(Math.min(y2[i]!, y2[j]!) - Math.max(y1[i]!, y1[j]!));
      if (width <= 0 || height <= 0) continue;
      const common = Math.fround(width * height);
      const union = Math.fround(Math.fround(areas[i]! + areas[j]!) - common);
      if (Math.fround(common / union) > iou) suppressed[j] = 1;
    }
  }
  return kept.subarray(0, keptCount);
}

function byFallingScore(scores: Float32Array): Int32Array {
  const order = Int32Array.from(scores.keys());
  order.sort((a, b) => scores[b]! - scores[a]! || a - b);
  return order.subarray(0, MAX_CANDIDATES);
}

/** The boxes in the given order, each class in its own far-away place; areas as torchvision has them. */
function offsetBoxes({ boxes, classes }: Candidates, order: Int32Array) {
  const [x1, y1, x2, y2, areas] = Array.from({ length: 5 }, () => new Float32Array(order.length));
  const sides = { x1: x1!, y1: y1!, x2: x2!, y2: y2!, areas: areas! };
  for (const [i, candidate] of order.entries()) {
    const offset = classes[candidate]! * CLASS_OFFSET;
    sides.x1[i] = boxes[candidate * 4]! + offset;
    sides.y1[i] = boxes[candidate * 4 + 1]! + offset;
    sides.x2[i] = boxes[candidate * 4 + 2]! + offset;
    sides.y2[i] = boxes[candidate * 4 + 3]! + offset;
    const width = Math.fround(sides.x2[i]! - sides.x1[i]!);
    const height = Math.fround(sides.y2[i]! - sides.y1[i]!);
    sides.areas[i] = width * height;
  }
  return sides;
}
