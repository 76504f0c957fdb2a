import type { z } from 'zod';

/** Why one field of a recipe is refused; `path` as one would write it in code. */
export interface Refusal {
  readonly path: string;
  readonly problem: string;
}

/** Everything that a schema did not accept, one entry a field. */
export function refusalsOf(error: z.ZodError): readonly Refusal[] {
  return error.issues.flatMap((issue) => refusals(issue, []));
}

function refusals(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): readonly Refusal[] {
  const path = [...above, ...issue.path];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: formatPath([...path, key]),
        problem: 'is not a field that a recipe has',
      }));
    case 'invalid_union': {
      // The form that was meant is the one with the least to object to.
      const [closest] = issue.errors.toSorted((a, b) => a.length - b.length);
      return closest === undefined ||
        closest.some(({ path: at, code }) => at.length === 0 && code === 'invalid_type')
        ? [{ path: formatPath(path), problem: 'is not of a form that a recipe has' }]
        : closest.flatMap((inner) => refusals(inner, path));
    }
    case 'invalid_type':
      return [{ path: formatPath(path), problem: wrongType(issue) }];
    case 'invalid_value':
      return [
        {
          path: formatPath(path),
          problem: issue.message.startsWith('Invalid')
            ? `must be one of ${issue.values.join(', ')}`
            : issue.message,
        },
      ];
    default:
      return [{ path: formatPath(path), problem: issue.message }];
  }
}

function wrongType(issue: z.core.$ZodIssueInvalidType): string {
  const isMissing = issue.input === undefined && issue.message.endsWith('undefined');
  return isMissing ? 'is missing' : issue.message.replace(/^Invalid input: /, '');
}

/** `rules.crack[0].limits.lengthMm`; a name that is no plain word in brackets and quotes. */
export function formatPath(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the document';
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`;
      const name = String(part);
      if (!/^[\p{L}_][\p{L}\p{N}_-]*$/u.test(name)) return `[${JSON.stringify(name)}]`;
      return index === 0 ? name : `.${name}`;
    })
    .join('');
}
