import { PitchlineError } from '../../../shared/errors.ts';
import type { OnnxFacts } from '../types.ts';

const METADATA_KEYS = {
  config: ['config', 'config.json'],
  preprocessor: ['preprocessor_config', 'preprocessor_config.json', 'preprocessor'],
} as const;

/**
 * The model's `config.json` or `preprocessor_config.json`: from the ONNX file's own metadata,
 * which cannot be parted from it, or else from the file beside it. Null where there is neither.
 *
 * @throws PitchlineError MODEL_UNSUPPORTED when the metadata holds text that is not JSON
 */
export function findJson(facts: OnnxFacts, which: 'config' | 'preprocessor'): unknown {
  for (const key of METADATA_KEYS[which]) {
    const text = facts.metadata[key];
    if (text === undefined) continue;
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
