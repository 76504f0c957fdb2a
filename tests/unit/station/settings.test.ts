import { mkdtempSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataFolder } from '../../../src/main/data-folder.ts';
import { readSettings } from '../../../src/main/settings.ts';

function folderWith(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'pitchline-settings-'));
  writeFileSync(join(folder, 'settings.json'), text);
  return folder;
}

describe('readSettings', () => {
  it('has defaults without a file', () => {
    expect(readSettings('/nowhere')).toEqual({
      maxPixels: 100_000_000,
      maxPictureBytes: 600_000_000,
      cors: [],
      allowedHosts: [],
      threads: null,
    });
  });

  it('takes what the file names and keeps the other defaults', () => {
    const settings = readSettings(folderWith('{"maxPixels": 5, "cors": ["https://mes.plant"]}'));
    expect(settings).toMatchObject({ maxPixels: 5, cors: ['https://mes.plant'], threads: null });
  });

  it.each([
    ['{"maxPixels": 5', /is not JSON/],
    ['{"maxPixels": -1}', /maxPixels/],
    ['{"maxPixel": 5}', /maxPixel/],
    ['{"cors": ["not an address"]}', /cors\.0/],
  ])('refuses %s in words', (text, words) => {
    expect(() => readSettings(folderWith(text))).toThrow(words);
    expect(() => readSettings(folderWith(text))).toThrow(
      expect.objectContaining({ code: 'SETTINGS_INVALID' }),
    );
  });
});

describe('dataFolder', () => {
  it('goes by what was asked, then the environment, then the platform', () => {
    expect(dataFolder('here', { PITCHLINE_DATA: '/there' }, 'linux')).toBe(resolve('here'));
    expect(dataFolder(undefined, { PITCHLINE_DATA: '/there' }, 'linux')).toBe('/there');
    expect(dataFolder(undefined, { XDG_DATA_HOME: '/x' }, 'linux')).toBe('/x/pitchline');
    expect(dataFolder(undefined, {}, 'linux')).toBe(join(homedir(), '.local/share/pitchline'));
    expect(dataFolder(undefined, {}, 'darwin')).toBe(
      join(homedir(), 'Library/Application Support/Pitchline'),
    );
    expect(dataFolder(undefined, { APPDATA: 'R:' }, 'win32')).toBe(join('R:', 'Pitchline'));
  });
});
