import type { Command } from 'commander';
import { VerdictSchema } from '../../shared/domain.ts';
import type { PruneReport } from '../../shared/evidence.ts';
import { EvidenceService } from '../evidence/evidence-service.ts';
import { megabytes } from '../evidence/free-space.ts';
import { SettingService } from '../people/setting-service.ts';
import type { StationOptions } from '../station.ts';
import { type CommandTools, common } from './common.ts';
import { EXIT, note, printJson, printLine } from './output.ts';
import { commandActor, withLog } from './with-log.ts';

/** `log prune`, in the group `log`. */
export function addLogPrune(group: Command, { make, finish }: CommandTools): void {
  common(group.command('prune'))
    .description('which pictures the retention rules no longer keep; inspections always stay')
    .option('--yes', 'delete them; without it nothing is deleted')
    .action((options) =>
      finish(
        () => logPrune(make(options), { yes: options.yes === true, json: options.json === true }),
        options.json === true,
      ),
    );
}

/** A running station does this by itself each hour. */
async function logPrune(
  options: StationOptions,
  { yes, json }: { readonly yes: boolean; readonly json: boolean },
): Promise<number> {
  return withLog(options, async (stationLog) => {
    const settings = new SettingService(stationLog, { publish: () => undefined }, note);
    const evidence = new EvidenceService({
      dataFolder: options.dataFolder,
      stationLog,
      settings: () => settings.current,
      publish: () => undefined,
      log: options.log,
    });
    const report = yes ? await evidence.prune(commandActor()) : await evidence.planPrune();
    if (json) printJson({ dryRun: !yes, ...report });
    else for (const line of describe(report, yes)) printLine(line);
    return report.failed > 0 ? EXIT.wrong : EXIT.done;
  });
}

function describe(report: PruneReport, done: boolean): readonly string[] {
  if (report.files === 0 && report.failed === 0) return ['Every picture is kept by its rule.'];
  const verdicts = VerdictSchema.options.flatMap((verdict) => {
    const total = report.byVerdict[verdict];
    return total === undefined
      ? []
      : [`  ${verdict.toUpperCase().padEnd(6)} ${total.files} pictures, ${megabytes(total.bytes)}`];
  });
  return [
    `${done ? 'Deleted' : 'Would delete'} ${report.files} pictures, ${megabytes(report.bytes)}: ${report.byAge} too old, ${report.bySize} over the size.`,
    ...verdicts,
    ...(report.failed > 0 ? [`${report.failed} could not be deleted.`] : []),
    ...(done ? [] : ['Nothing was deleted. Run it again with --yes to do so.']),
  ];
}
