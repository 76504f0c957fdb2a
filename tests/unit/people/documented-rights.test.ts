import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { RIGHTS, type Right, RoleSchema, ruling } from '../../../src/shared/rights.ts';
import { DEFAULT_SETTINGS } from '../../../src/shared/station-settings.ts';
import { ROOT } from '../../support/cli.ts';

const page = await readFile(join(ROOT, 'docs/people-and-rights.md'), 'utf8');

it('the page for people says the same of every right as the table in code', () => {
  const rows = (Object.keys(RIGHTS) as Right[]).map((right) => {
    const may = [
      ...RoleSchema.options.map((role) => ({ role, signedIn: true, setup: false })),
      { role: 'operator' as const, signedIn: false, setup: false },
    ].map((standing) => (ruling(right, standing) === 'allowed' ? 'yes' : 'no'));
    return `| \`${right}\` | ${RIGHTS[right].meaning} | ${may.join(' | ')} |`;
  });
  expect(page.split('\n').filter((line) => /^\| `\w+` \|.*(yes|no) \|$/.test(line))).toEqual(rows);
});

it('the page for people names every setting', () => {
  for (const key of Object.keys(DEFAULT_SETTINGS)) expect(page).toContain(`\`${key}\``);
});
