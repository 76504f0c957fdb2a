import { expect, it } from 'vitest';
import { killFolderStation } from './folder/kill-station.ts';

/** `npm run fault -- folder --kills 300` does the same for longer. */
it('a station that is killed 20 times loses no picture and counts none twice', async () => {
  const report = await killFolderStation({
    kills: 20,
    seed: 4,
    say: (line) => process.stdout.write(`${line}\n`),
  });
  process.stdout.write(`${JSON.stringify(report)}\n`);
  expect(report).toMatchObject({
    kills: 20,
    lost: 0,
    doubled: 0,
    auditOk: true,
    misplaced: 0,
    resultsLost: 0,
    resultsDoubled: 0,
    evidenceWrong: 0,
  });
  expect(report.files).toBeGreaterThan(20);
  expect(report.stationKills).toBeGreaterThan(0);
  expect(report.inferenceKills).toBeGreaterThan(0);
}, 600_000);
