#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import { EXIT, note, printJson, reportFailure } from './commands/output.ts';
import { createProgram } from './commands/program.ts';
import { dataFolder } from './data-folder.ts';
import { installation } from './installation.ts';
import { stationSettings } from './settings.ts';

/** The headless entry: `pitchline`, in a checkout `npm run -s pitchline --`. */
const here = installation(import.meta.dirname);
const { version } = JSON.parse(readFileSync(join(here.root, 'package.json'), 'utf8')) as {
  version: string;
};
const wantsJson = process.argv.includes('--json');

const program = createProgram(
  version,
  (asked) => {
    const folder = dataFolder(asked.data);
    const settings = stationSettings(folder);
    return {
      ...here.folders,
      ...settings,
      host: 'headless',
      version,
      dataFolder: folder,
      threads: asked.threads ?? settings.threads,
      allowedHosts: [...settings.allowedHosts, ...asked.allowHost],
      corsOrigins: [...settings.corsOrigins, ...asked.cors],
      log: (level, message) => {
        if (level !== 'info') note(`${level}: ${message}`);
      },
    };
  },
  async (work, json) => {
    try {
      process.exitCode = await work();
    } catch (error) {
      process.exitCode = reportFailure(error, json);
    }
  },
);

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  // Help and version are thrown too, with status 0.
  process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (error.exitCode !== 0 && wantsJson) {
    printJson({ error: { code: 'USAGE', message: error.message } });
  }
}
