import { describe, expect, it } from 'vitest';
import {
  markdownBlocks,
  markdownInline,
} from '../../../src/renderer/features/models/markdown-blocks.ts';

describe('a model card', () => {
  it('is headings, paragraphs, lists, tables and code', () => {
    const source = [
      '---',
      'licence: mit',
      '---',
      '# Gears',
      'Draws **boxes**',
      'around `crack` (0).',
      '',
      '- one',
      '  goes on',
      '- two',
      '1. first',
      '',
      '| File | Size |',
      '| --- | ---: |',
      '| a.onnx | 6 MB |',
      '```sh',
      '# no heading',
      '```',
    ].join('\n');
    expect(markdownBlocks(source)).toEqual([
      { kind: 'heading', level: 1, text: 'Gears' },
      { kind: 'paragraph', text: 'Draws **boxes** around `crack` (0).' },
      { kind: 'list', ordered: false, items: ['one goes on', 'two', 'first'] },
      { kind: 'table', head: ['File', 'Size'], rows: [['a.onnx', '6 MB']] },
      { kind: 'code', text: '# no heading' },
    ]);
  });

  it('stays text where it is HTML, a link or something broken', () => {
    const html = '<script>alert(1)</script> <img src=x onerror=alert(1)>';
    expect(markdownBlocks(html)).toEqual([{ kind: 'paragraph', text: html }]);
    expect(markdownInline('[home](javascript:alert(1)) ![pic](http://x/y.png)')).toEqual([
      { kind: 'text', text: 'home) pic' },
    ]);
    expect(markdownBlocks('```\nnever closed')).toEqual([{ kind: 'code', text: 'never closed' }]);
    expect(markdownBlocks('---\nnever closed')).toHaveLength(1);
    expect(markdownBlocks('')).toEqual([]);
  });

  it('has words that stand out', () => {
    expect(markdownInline('a **b** `c*d*` *e* 2 * 3 * 4')).toEqual([
      { kind: 'text', text: 'a ' },
      { kind: 'strong', text: 'b' },
      { kind: 'text', text: ' ' },
      { kind: 'code', text: 'c*d*' },
      { kind: 'text', text: ' ' },
      { kind: 'emphasis', text: 'e' },
      { kind: 'text', text: ' 2 * 3 * 4' },
    ]);
  });
});

it.each([
  ['a heading of blanks', `# ${' '.repeat(200_000)}x`],
  ['a rule of blanks', `a | b\n|${' '.repeat(200_000)}x`],
  ['brackets that nobody closes', '['.repeat(200_000)],
  ['links that nobody closes', '[a]('.repeat(50_000)],
  ['stars that nobody closes', '**a '.repeat(50_000)],
  ['one star after another', '*a'.repeat(100_000)],
  ['a hundred thousand paragraphs', 'a\n\n'.repeat(66_000)],
])('is read in a moment, also where a card is made to hold the page up: %s', (_, card) => {
  const begun = performance.now();
  for (const block of markdownBlocks(card)) {
    if (block.kind === 'paragraph' || block.kind === 'heading') markdownInline(block.text);
  }
  // Tried again from every place it takes minutes.
  expect(performance.now() - begun).toBeLessThan(3_000);
});
