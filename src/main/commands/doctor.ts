import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { PitchlineError } from '../../shared/errors.ts';
import { createStation, type Station, type StationOptions } from '../station.ts';
import { EXIT, printJson, printLine } from './output.ts';

interface Finding {
  readonly check: 'version' | 'device' | 'folder' | 'model' | 'page';
  readonly name: string;
  /** `unavailable` is not there and need not be; `problem` needs somebody. */
  readonly status: 'ok' | 'unavailable' | 'problem';
  readonly detail: string;
}

const LOW_SPACE_BYTES = 2e9;

/** `doctor`: what works here, what does not, and what to do; exit status 1 where something needs doing. */
export async function doctorCommand(options: StationOptions, json: boolean): Promise<number> {
  let problems = 0;
  const tell = (finding: Finding): void => {
    if (finding.status === 'problem') problems += 1;
    if (json) printJson(finding);
    else printLine(`${MARK[finding.status]} ${finding.check} ${finding.name}: ${finding.detail}`);
  };
  tell({
    check: 'version',
    name: 'pitchline',
    status: 'ok',
    detail: `${options.version}, Node ${process.versions.node}, ${process.platform} ${process.arch}`,
  });
  tell(await pageFinding(options.rendererFolder));
  let station: Station | undefined;
  try {
    station = await createStation(options);
    tell(await spaceFinding(options.dataFolder));
    for (const { device, available, reason } of await station.services.engine.devices()) {
      tell({
        check: 'device',
        name: device,
        status: available ? 'ok' : 'unavailable',
        detail: reason,
      });
    }
    for (const finding of await modelFindings(station)) tell(finding);
  } catch (error) {
    if (error instanceof PitchlineError && error.code === 'DATA_FOLDER_IN_USE') throw error;
    const detail = error instanceof Error ? error.message : String(error);
    tell({ check: 'folder', name: options.dataFolder, status: 'problem', detail });
  } finally {
    await station?.close();
  }
  return problems > 0 ? EXIT.wrong : EXIT.done;
}

const MARK: Readonly<Record<Finding['status'], string>> = {
  ok: '✓',
  unavailable: '–',
  problem: '✗',
};

async function pageFinding(folder: string): Promise<Finding> {
  const name = 'window';
  try {
    await access(join(folder, 'index.html'), constants.R_OK);
    return { check: 'page', name, status: 'ok', detail: 'built' };
  } catch {
    return { check: 'page', name, status: 'problem', detail: 'not built; run "npm run build"' };
  }
}

async function spaceFinding(folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const detail = `${folder}, ${(free / 1e9).toFixed(1)} GB free`;
  return free < LOW_SPACE_BYTES
    ? { check: 'folder', name: 'data', status: 'problem', detail: `${detail}: free some space` }
    : { check: 'folder', name: 'data', status: 'ok', detail };
}

async function modelFindings({ services: { library } }: Station): Promise<readonly Finding[]> {
  const { models, live, damaged } = await library.overview();
  const installed = models.map((model): Finding => {
    const isLive = live[model.kind] === model.sha256;
    return {
      check: 'model',
      name: `${model.name}:${model.version}`,
      status: 'ok',
      detail: `${model.kind}${isLive ? ', live' : ''}, ${(model.bytes / 1e6).toFixed(1)} MB`,
    };
  });
  const broken = damaged.map(
    ({ folder, reason }): Finding => ({
      check: 'model',
      name: folder,
      status: 'problem',
      detail: reason,
    }),
  );
  return [...installed, ...broken];
}
