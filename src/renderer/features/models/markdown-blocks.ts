export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly string[] }
  | { readonly kind: 'code'; readonly text: string }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    };

export interface Inline {
  readonly kind: 'text' | 'strong' | 'emphasis' | 'code';
  readonly text: string;
}

// None of these may look for its end again and again: a card comes with a model from anywhere.
const HEADING = /^(#{1,6})\s+(.*)$/;
const ITEM = /^\s*(?:[-*+]|(\d+)[.)])\s+(.*)$/;
const FENCE = /^\s*(```|~~~)/;
const RULE = /^\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?$/;
/** A link or an emphasis that is longer stays as it is written. */
const LINK = /!?\[([^[\]]{0,500})\]\([^)]{0,2000}\)/g;
const MARKED = /`([^`]{1,2000})`|\*\*(.{1,500}?)\*\*|\*([^*\s][^*]{0,500})\*/g;

/**
 * The part of Markdown in which people write about models: headings, paragraphs, flat lists, tables
 * and code. Everything else, HTML above all, stays the text that it is; nothing is ever loaded.
 */
export function markdownBlocks(source: string): readonly Block[] {
  const lines = withoutFrontMatter(source.split(/\r?\n/));
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const heading = HEADING.exec(line);
    if (line.trim() === '') {
      at += 1;
    } else if (FENCE.test(line)) {
      const last = endOf(lines, at + 1, (other) => FENCE.test(other));
      blocks.push({ kind: 'code', text: lines.slice(at + 1, last).join('\n') });
      at = last + 1;
    } else if (heading !== null) {
      blocks.push({
        ...{ kind: 'heading', level: heading[1]?.length ?? 1 },
        text: withoutClosing(heading[2] ?? ''),
      });
      at += 1;
    } else if (line.includes('|') && RULE.test((lines[at + 1] ?? '').trim())) {
      const end = endOf(lines, at + 2, (other) => !other.includes('|'));
      blocks.push({ kind: 'table', head: cells(line), rows: lines.slice(at + 2, end).map(cells) });
      at = end;
    } else if (ITEM.test(line)) {
      const end = endOf(lines, at, (other) => other.trim() === '' || HEADING.test(other));
      blocks.push(list(lines.slice(at, end)));
      at = end;
    } else {
      const end = endOf(lines, at + 1, (other) => other.trim() === '' || isOther(other));
      blocks.push({ kind: 'paragraph', text: lines.slice(at, end).join(' ').trim() });
      at = end;
    }
  }
  return blocks;
}

/** Bold, emphasis and code in a line; of a link the words, of a picture its description. */
export function markdownInline(text: string): readonly Inline[] {
  const plain = text.replace(LINK, '$1');
  const found: Inline[] = [];
  let end = 0;
  for (const match of plain.matchAll(MARKED)) {
    if (match.index > end) found.push({ kind: 'text', text: plain.slice(end, match.index) });
    const [whole, code, strong, emphasis] = match;
    if (code !== undefined) found.push({ kind: 'code', text: code });
    else if (strong !== undefined) found.push({ kind: 'strong', text: strong });
    else found.push({ kind: 'emphasis', text: emphasis ?? '' });
    end = match.index + whole.length;
  }
  if (end < plain.length) found.push({ kind: 'text', text: plain.slice(end) });
  return found;
}

/** Hugging Face's cards begin with YAML for machines. */
function withoutFrontMatter(lines: readonly string[]): readonly string[] {
  if (lines[0]?.trim() !== '---') return lines;
  const end = lines.findIndex((line, index) => index > 0 && line.trim() === '---');
  return end < 0 ? lines : lines.slice(end + 1);
}

function endOf(lines: readonly string[], from: number, isEnd: (line: string) => boolean): number {
  let end = from;
  while (end < lines.length && !isEnd(lines[end] ?? '')) end += 1;
  return end;
}

/** `## Use ##` is headed "Use". */
function withoutClosing(text: string): string {
  const trimmed = text.trimEnd();
  let end = trimmed.length;
  while (trimmed[end - 1] === '#') end -= 1;
  return trimmed.slice(0, end).trimEnd();
}

const isOther = (line: string): boolean =>
  HEADING.test(line) || FENCE.test(line) || ITEM.test(line);

/** Lines without a bullet go on with the item before them. */
function list(lines: readonly string[]): Block {
  const items: string[] = [];
  for (const line of lines) {
    const item = ITEM.exec(line)?.[2];
    if (item !== undefined) items.push(item);
    else items.push(`${items.pop() ?? ''} ${line.trim()}`.trim());
  }
  return { kind: 'list', ordered: ITEM.exec(lines[0] ?? '')?.[1] !== undefined, items };
}

function cells(line: string): readonly string[] {
  return line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());
}
