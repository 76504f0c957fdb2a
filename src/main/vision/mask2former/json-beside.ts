import { PitchlineError } from '../../../shared/errors.ts';
import type { OnnxFacts } from '../types.ts';

const METADATA_KEYS = {
  config: ['config', 'config.json'],
  preprocessor: ['preprocessor_config', 'preprocessor_config.json', 'preprocessor'],
} as const;

/** Such JSON has some kilobytes; with a thousand classes a hundred. */
export const MAX_JSON_LENGTH = 4_000_000;

/**
 * The model's `config.json` or `preprocessor_config.json`: from the ONNX file's own metadata,
 * which cannot be parted from it, or else from the file beside it. Null where there is neither.
 *
 * @throws PitchlineError MODEL_UNSUPPORTED when the metadata holds text that is not JSON, or too much
 */
export function findJson(facts: OnnxFacts, which: 'config' | 'preprocessor'): unknown {
  for (const key of METADATA_KEYS[which]) {
    const text = facts.metadata[key];
    if (text === undefined) continue;
    if (text.length > MAX_JSON_LENGTH) {
      throw new PitchlineError(
        'MODEL_UNSUPPORTED',
        `The file's metadata entry «${key}» has ${text.length} characters; ${MAX_JSON_LENGTH} are read at most. Export the model again.`,
      );
    }
    try {
      return JSON.parse(text);
    } catch (cause) {
      throw new PitchlineError(
        'MODEL_UNSUPPORTED',
        `The file's metadata entry «${key}» is not JSON. Export the model again, or remove the entry and put the JSON file beside the model.`,
        { cause },
      );
    }
  }
  return facts[which] ?? null;
}
