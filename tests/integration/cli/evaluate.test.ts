import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CLI, freshFolder, jsonLines, pitchline, ROOT } from '../../support/cli.ts';

const data = freshFolder();
const demo = join(ROOT, 'resources/demo');

interface Document {
  images: { file_name: string; id: number }[];
  annotations: { image_id: number }[];
  categories: { id: number; name: string }[];
}

async function evaluate(...args: readonly string[]) {
  const ended = await pitchline(['evaluate', '--json', '--station', data, ...args], { data });
  return { ...ended, lines: jsonLines(ended.stdout) };
}

/** The labels of three demo pictures, changed, and beside them no pictures. */
function labels(change: (document: Document) => void): string {
  const document = JSON.parse(readFileSync(join(demo, 'labels.json'), 'utf8')) as Document;
  const names = ['gear-good-1.jpg', 'gear-pitting-1.jpg', 'thread-pitting-1.bmp'];
  document.images = document.images.filter(({ file_name }) => names.includes(file_name));
  const ids = new Set(document.images.map(({ id }) => id));
  document.annotations = document.annotations.filter(({ image_id }) => ids.has(image_id));
  change(document);
  const path = join(freshFolder('labels'), 'annotations.json');
  writeFileSync(path, JSON.stringify(document));
  return path;
}

describe('evaluate', () => {
  it('prints figures, and writes them with curves and what pycocotools reads', async () => {
    const out = join(freshFolder('out'), 'new');
    const path = labels(() => undefined);
    const { status, lines } = await evaluate('--data', path, '--pictures', demo, '--out', out);
    expect(status).toBe(0);
    expect(lines.slice(0, -1).map(({ kind, error }) => [kind, error])).toEqual(
      Array.from({ length: 3 }, () => ['picture', null]),
    );
    const report = lines.at(-1);
    expect(report).toMatchObject({
      kind: 'evaluation',
      data: { pictures: 3, judged: 3, failed: 0, objects: 5 },
      model: { kind: 'yolo' },
      mask: null,
      verdicts: { escapes: { hits: 0, of: 2 } },
    });
    // The demo model finds the pits of its own renders.
    expect((report as { box: { all: { ap50: number } } }).box.all.ap50).toBeGreaterThan(0.5);
    expect(JSON.parse(readFileSync(join(out, 'evaluation.json'), 'utf8'))).toEqual(report);
    expect(readdirSync(out).sort()).toEqual([
      'boxes.coco.json',
      'confusion.svg',
      'evaluation.json',
      'labels.coco.json',
      'precision-recall-boxes.svg',
    ]);
    expect(readFileSync(join(out, 'precision-recall-boxes.svg'), 'utf8')).toContain('<polyline');
  }, 240_000);

  it('goes on after a picture that is missing, says so, and ends with 1', async () => {
    const path = labels(({ images }) => {
      images[0]!.file_name = 'gone.jpg';
    });
    const { status, lines, stderr } = await evaluate('--data', path, '--pictures', demo);
    expect(status).toBe(1);
    const failed = lines.filter(({ verdict }) => verdict === 'error');
    expect(failed).toMatchObject([{ file: 'gone.jpg', error: { code: 'PICTURE_NOT_FOUND' } }]);
    expect(lines.at(-1)).toMatchObject({ data: { pictures: 3, judged: 2, failed: 1 } });
    expect(stderr).toContain('gone.jpg');
  }, 240_000);

  it('tells classes that do not fit with both lists, until they are mapped', async () => {
    const path = labels(({ categories }) => {
      categories.find(({ name }) => name === 'pitting')!.name = 'rust';
    });
    const refused = await evaluate('--data', path, '--pictures', demo);
    expect(refused.status).toBe(1);
    expect(refused.lines).toMatchObject([{ error: { code: 'CLASSES_DIFFER' } }]);
    expect(refused.stderr).toContain('Of the model: crack, fold, imperfection, pitting');
    const mapped = await evaluate('--data', path, '--pictures', demo, '--map', 'rust=pitting');
    expect(mapped.status).toBe(0);
  }, 240_000);

  it.each([
    [['--data', join(demo, 'nothing')], 1, 'LABELS_NOT_FOUND'],
    [[], 2, 'USAGE'],
    [['--data', demo, '--map', 'crack'], 2, 'USAGE'],
    [['--data', demo, '--floor', '2'], 2, 'USAGE'],
    [['--data', demo, '--model', 'nothing'], 1, 'MODEL_NOT_FOUND'],
  ])(
    'refuses %j with status %i',
    async (args, status, code) => {
      const ended = await evaluate(...args);
      expect(ended.status).toBe(status);
      expect(ended.lines).toMatchObject([{ error: { code } }]);
    },
    120_000,
  );

  it('ends at Ctrl+C without figures', async () => {
    const args = [CLI, 'evaluate', '--json', '--station', data, '--data', demo];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stdout.once('data', () => child.kill('SIGINT'));
    const status = await new Promise((resolve) => child.on('close', resolve));
    expect(status).toBe(1);
    expect(jsonLines(stdout).at(-1)).toMatchObject({ error: { code: 'CANCELLED' } });
  }, 240_000);

  it('refuses a YOLO label that is none before anything is judged', async () => {
    const root = freshFolder('yolo');
    for (const folder of ['images', 'labels']) mkdirSync(join(root, folder));
    writeFileSync(join(root, 'data.yaml'), 'val: images\nnames: [crack]\n');
    writeFileSync(join(root, 'images/a.jpg'), '');
    writeFileSync(join(root, 'labels/a.txt'), '0 0.5 0.5\n');
    const ended = await evaluate('--data', root);
    expect(ended.status).toBe(1);
    expect(ended.stderr).toContain('a.txt:1');
  }, 120_000);
});
