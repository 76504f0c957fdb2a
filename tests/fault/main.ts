import { parseArgs } from 'node:util';
import { isGood, killFolderStation } from './folder/kill-station.ts';

const USAGE = 'npm run fault -- folder --kills N [--seed S] [--json]';

interface Wanted {
  readonly kills: number;
  readonly seed: number;
  readonly json: boolean;
}

/** Null where it is not understood. */
function readArguments(): Wanted | null {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        kills: { type: 'string', default: '20' },
        seed: { type: 'string', default: String(Date.now() % 1_000_000) },
        json: { type: 'boolean', default: false },
      },
    });
    const whole = /^\d{1,9}$/;
    if (positionals.join() !== 'folder') return null;
    if (!whole.test(values.kills) || !whole.test(values.seed)) return null;
    return { kills: Number(values.kills), seed: Number(values.seed), json: values.json };
  } catch {
    return null;
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

const wanted = readArguments();
if (wanted === null) {
  say(USAGE);
  process.exitCode = 2;
} else {
  const { kills, seed, json } = wanted;
  say(`seed ${seed}`);
  const report = await killFolderStation({ kills, seed, say });
  process.stdout.write(`${JSON.stringify(report, null, json ? 0 : 2)}\n`);
  process.exitCode = isGood(report) ? 0 : 1;
}
