/** `npm run check`: types, lint, layering and dead exports, all of them, then one answer. */
import { cruise } from 'dependency-cruiser';
import { OPTIONS, RULES } from './layering.ts';
import { ROOT, tool } from './lib/run.ts';

const failed: string[] = [];

async function step(name: string, work: () => Promise<boolean>): Promise<void> {
  process.stdout.write(`— ${name}\n`);
  if (!(await work())) failed.push(name);
}

const succeeds = async (name: string, args: readonly string[]): Promise<boolean> =>
  (await tool(name, args)) === 0;

for (const side of ['main', 'preload', 'renderer']) {
  await step(`types of ${side}`, () => succeeds('tsc', ['-p', `tsconfig.${side}.json`]));
}
await step('format and lint', () => succeeds('biome', ['check', '--error-on-warnings']));
await step('layering', checkLayering);
await step('dead exports and dependencies', () => succeeds('knip', []));

if (failed.length > 0) {
  process.stdout.write(`\nFailed: ${failed.join(', ')}\n`);
  process.exitCode = 1;
} else {
  process.stdout.write('\nAll checks passed.\n');
}

async function checkLayering(): Promise<boolean> {
  process.chdir(ROOT);
  const { output } = await cruise(['src'], { ...OPTIONS, ruleSet: RULES, validate: true });
  if (typeof output === 'string') throw new Error('dependency-cruiser gave no result object');
  const { summary } = output;
  for (const { rule, from, to } of summary.violations) {
    process.stdout.write(`${rule.severity} ${rule.name}: ${from} → ${to}\n`);
  }
  process.stdout.write(
    `${summary.totalCruised} modules, ${summary.totalDependenciesCruised ?? 0} dependencies, ${summary.violations.length} violations\n`,
  );
  // A parser that understands nothing finds no violation either: that is no pass.
  return summary.violations.length === 0 && (summary.totalDependenciesCruised ?? 0) > 100;
}
