import { inferenceBench } from './inference/command.ts';
import { logBench } from './log/command.ts';

/** `inference` gives ratios to something else in the same run, so machines can differ; `log` gives times. */
const BENCHES: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  inference: inferenceBench,
  log: logBench,
};

const [name, ...args] = process.argv.slice(2);
const bench = BENCHES[name ?? ''];
if (bench === undefined) {
  console.error(`Say which benchmark: ${Object.keys(BENCHES).join(', ')}. --help explains each.`);
  process.exitCode = 2;
} else {
  await bench(args);
}
