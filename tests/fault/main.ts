import { parseArgs } from 'node:util';
import { isGood, killFolderStation } from './folder/kill-station.ts';

const USAGE = 'npm run fault -- folder --kills N [--seed S] [--json]';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    kills: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    json: { type: 'boolean', default: false },
  },
});
const kills = Number(values.kills);
const seed = Number(values.seed);

if (
  positionals.join() !== 'folder' ||
  !Number.isInteger(kills) ||
  !Number.isInteger(seed) ||
  kills < 0
) {
  process.stderr.write(`${USAGE}\n`);
  process.exitCode = 2;
} else {
  const say = (line: string): void => {
    process.stderr.write(`${line}\n`);
  };
  say(`seed ${seed}`);
  const report = await killFolderStation({ kills, seed, say });
  process.stdout.write(`${JSON.stringify(report, null, values.json ? 0 : 2)}\n`);
  process.exitCode = isGood(report) ? 0 : 1;
}
