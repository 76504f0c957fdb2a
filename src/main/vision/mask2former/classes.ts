import { z } from 'zod';
import { PitchlineError } from '../../../shared/errors.ts';
import { listNames } from '../class-names.ts';

const ConfigSchema = z.object({
  model_type: z.string().nullish(),
  id2label: z.record(z.string(), z.string()).nullish(),
});
export type ModelConfig = z.infer<typeof ConfigSchema>;

/** What the station reads of `config.json`; anything else in it is left alone. */
export function parseConfig(json: unknown): ModelConfig | null {
  if (json === null) return null;
  const parsed = ConfigSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new PitchlineError(
    'MODEL_UNSUPPORTED',
    `The model's config.json cannot be read: ${z.prettifyError(parsed.error)}`,
  );
}

/** Names in the order of their numbers, null when the config has none. */
export function classNames(config: ModelConfig | null): readonly string[] | null {
  const entries = Object.entries(config?.id2label ?? {});
  if (entries.length === 0) return null;
  const names = entries
    .map(([id, name]) => ({ id: Number(id), name }))
    .toSorted((a, b) => a.id - b.id);
  if (names.every(({ id }, index) => id === index)) return names.map(({ name }) => name);
  throw new PitchlineError(
    'MODEL_CLASSES_UNKNOWN',
    `The class numbers in config.json (id2label) must run from 0 to ${names.length - 1}, but they are ${listNames(names.map(({ id }) => id))}. Correct config.json, or state the class names on import.`,
  );
}

/**
 * The names when they are known and as many as the model has outputs for.
 *
 * @param columns the class output's last dimension: one more than there are classes
 * @throws PitchlineError MODEL_CLASSES_UNKNOWN
 */
export function requireClasses(
  names: readonly string[] | null,
  columns: number | string,
): readonly string[] {
  const expected = typeof columns === 'number' ? columns - 1 : null;
  if (names === null) {
    const count = expected === null ? '' : ` The model has ${expected} of them.`;
    throw new PitchlineError(
      'MODEL_CLASSES_UNKNOWN',
      `The names of this Mask2Former's classes are unknown: put its config.json (with id2label) beside the file, or state the class names on import.${count}`,
    );
  }
  if (expected !== null && names.length !== expected) {
    throw new PitchlineError(
      'MODEL_CLASSES_UNKNOWN',
      `${names.length} class names are given (${listNames(names)}), but this Mask2Former has ${expected} classes. Use the config.json that belongs to the file, or state ${expected} names on import.`,
    );
  }
  return names;
}
