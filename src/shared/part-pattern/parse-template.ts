import { type CharTest, checkField, invalid, literal, type PatternNode } from './syntax.ts';

const inName: CharTest = (char) => char !== '/';
const anyRun: PatternNode = repeat({ kind: 'char', test: inName }, 0);

function repeat(item: PatternNode, min: number): PatternNode {
  return { kind: 'repeat', item, min, max: Number.POSITIVE_INFINITY, lazy: true };
}

/**
 * Reads `{serial}_{lot}_{side}.*`: a word in braces is at least one character, `*` any number, `?`
 * exactly one, none of them a `/`; everything else is itself. It describes a whole name.
 *
 * @throws PitchlineError PATTERN_INVALID
 */
export function parseTemplate(text: string, ignoreCase = false): PatternNode {
  const chars = [...text];
  const items: PatternNode[] = [];
  const seen = new Set<string>();
  for (let at = 0; at < chars.length; at += 1) {
    const char = chars[at] as string;
    if (char === '*') items.push(anyRun);
    else if (char === '?') items.push({ kind: 'char', test: inName });
    else if (char === '}') throw invalid(text, at, 'a "}" has no "{" before it');
    else if (char !== '{') items.push(literal(char, ignoreCase));
    else {
      const end = chars.indexOf('}', at);
      if (end === -1) throw invalid(text, at, 'a "{" has no "}" after it');
      const field = checkField(chars.slice(at + 1, end).join(''), text, at);
      if (seen.has(field)) throw invalid(text, at, `"{${field}}" is there twice`);
      seen.add(field);
      items.push({ kind: 'field', field, item: repeat({ kind: 'char', test: inName }, 1) });
      at = end;
    }
  }
  return {
    kind: 'sequence',
    items: [{ kind: 'start' }, ...items, { kind: 'end' }],
  };
}
