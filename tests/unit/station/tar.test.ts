import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { RecentMessages } from '../../../src/main/diagnostics/recent-messages.ts';
import { tar } from '../../../src/main/diagnostics/tar.ts';

describe('the tar archive', () => {
  it('is unpacked by tar itself, with every byte and every length of file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'pitchline-tar-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const entries = [0, 1, 511, 512, 513, 100_000].map((length) => ({
      name: `file-${length}.bin`,
      data: new Uint8Array(length).map((_, index) => index % 251),
    }));
    const file = join(folder, 'archive.tar');
    writeFileSync(file, tar(entries, new Date('2026-03-04T05:06:07Z')));
    execFileSync('tar', ['-xf', file, '-C', folder]);
    rmSync(file);
    expect(readdirSync(folder).sort()).toEqual(entries.map(({ name }) => name).sort());
    for (const { name, data } of entries) {
      expect(readFileSync(join(folder, name)).equals(data)).toBe(true);
    }
  });

  it.each(['', 'ä.txt', 'with blank', 'x'.repeat(101)])('refuses the name "%s"', (name) => {
    expect(() => tar([{ name, data: new Uint8Array() }], new Date())).toThrow('is no name');
  });
});

describe('the recent messages', () => {
  it('are passed on, and of many the last are kept', () => {
    const heard: string[] = [];
    const recent = new RecentMessages();
    const log = recent.listen((level, message) => heard.push(`${level} ${message}`));
    for (let index = 0; index < 2_500; index += 1) log('warn', `message ${index}`);
    expect(heard).toHaveLength(2_500);
    const lines = recent.text.trimEnd().split('\n');
    expect(lines).toHaveLength(2_000);
    expect(lines.at(0)).toMatch(/^\d{4}-.*Z warn message 500$/);
    expect(lines.at(-1)).toMatch(/message 2499$/);
  });
});
