import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { type ExpectedSkip, excuseOf, isLacking } from './expected-skips.ts';

const ROOT = join(import.meta.dirname, '../..');

/**
 * Lists every skipped test with its reason and closes with one plain line of counts. Where `CI` is
 * set, a skip fails the run unless tests/expected-skips.json names it and this machine really lacks
 * what it names: a skip must not hide a gap.
 */
export default class SkipReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0 };
    const unexpected: string[] = [];
    const expected = readExpected();
    for (const module of modules) {
      const file = relative(ROOT, module.moduleId);
      // A file that does not even load has no tests, and is a failure.
      if (module.state() === 'failed' && module.errors().length > 0) counts.failed += 1;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') counts.passed += 1;
        else if (state === 'failed') counts.failed += 1;
        else {
          counts.skipped += 1;
          const name = `${file} > ${test.fullName}`;
          const excuse = excuseOf(name, expected, isLacking);
          process.stdout.write(`skipped: ${name} (${excuse?.why ?? skipNote(test)})\n`);
          if (excuse === undefined) unexpected.push(name);
        }
      }
    }
    if (process.env.CI && unexpected.length > 0) {
      process.stdout.write(
        `\n${unexpected.length} tests were skipped that CI does not expect to be.\n`,
      );
      process.exitCode = 1;
      counts.failed += unexpected.length;
    }
    process.stdout.write(
      `\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`,
    );
  }
}

function skipNote(test: TestCase): string {
  const result = test.result();
  return ('note' in result ? result.note : undefined) ?? 'no reason given';
}

function readExpected(): readonly ExpectedSkip[] {
  return JSON.parse(
    readFileSync(join(ROOT, 'tests/expected-skips.json'), 'utf8'),
  ) as ExpectedSkip[];
}
