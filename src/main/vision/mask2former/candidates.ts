/** One class of one query, before its mask was looked at. */
export interface Candidate {
  readonly query: number;
  readonly classId: number;
  readonly probability: number;
}

/**
 * Class logits [queries, classes + 1], row by row; the last class is "no object".
 */
export interface ClassLogits {
  readonly data: Float32Array;
  readonly queries: number;
  readonly classes: number;
}

/**
 * Hugging Face's choice: of all classes of all queries the most probable ones, as many as there
 * are queries, so one query may stand for two classes. Those under the threshold are left out at
 * once, because the mask can only lower the score. Ties go to the earlier query and class.
 */
export function topCandidates(logits: ClassLogits, threshold: number): readonly Candidate[] {
  const candidates: Candidate[] = [];
  for (let query = 0; query < logits.queries; query++) {
    const probabilities = softmax(logits, query);
    for (let classId = 0; classId < logits.classes; classId++) {
      const probability = probabilities[classId]!;
      if (probability >= threshold) candidates.push({ query, classId, probability });
    }
  }
  return candidates.toSorted((a, b) => b.probability - a.probability).slice(0, logits.queries);
}

/** The old server's choice: queries whose most probable class is a real one and over the threshold. */
export function argmaxCandidates(logits: ClassLogits, threshold: number): readonly Candidate[] {
  const candidates: Candidate[] = [];
  for (let query = 0; query < logits.queries; query++) {
    const probabilities = softmax(logits, query);
    const classId = probabilities.indexOf(Math.max(...probabilities));
    const probability = probabilities[classId]!;
    if (classId < logits.classes && probability > threshold) {
      candidates.push({ query, classId, probability });
    }
  }
  return candidates;
}

function softmax({ data, classes }: ClassLogits, query: number): Float64Array {
  const row = data.subarray(query * (classes + 1), (query + 1) * (classes + 1));
  let highest = Number.NEGATIVE_INFINITY;
  for (const value of row) highest = Math.max(highest, value);
  const powers = Float64Array.from(row, (value) => Math.exp(value - highest));
  let total = 0;
  for (const power of powers) total += power;
  return powers.map((power) => power / total);
}
