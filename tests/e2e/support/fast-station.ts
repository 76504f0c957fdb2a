import { once } from 'node:events';
import { join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { installation } from '../../../src/main/installation.ts';
import type { NewInspection } from '../../../src/main/log/new-inspection.ts';
import { stationSettings } from '../../../src/main/settings.ts';
import { createStation, type Station } from '../../../src/main/station.ts';
import type { Inspection } from '../../../src/shared/domain.ts';
import { freshFolder, ROOT } from '../../support/cli.ts';
import { newInspection } from '../../support/log/filled-log.ts';

export interface FastStation {
  readonly address: string;
  readonly station: Station;
  /** Records inspections as if pictures had been judged, and tells of them when the disk has them. */
  record(inspections: readonly Partial<Inspection>[]): readonly NewInspection[];
  stop(): Promise<void>;
}

/** The real station with its real routes, in this process, so that inspections cost no judging. */
export async function fastStation(dataFolder: string): Promise<FastStation> {
  const station = await createStation({
    ...stationSettings(dataFolder),
    ...installation(join(ROOT, 'out/main')).folders,
    ...{ host: 'headless', version: 'test', dataFolder, log: () => undefined },
  });
  const server = createAdaptorServer({
    fetch: (request, { incoming }) =>
      station.fetch(request, { address: incoming.socket.remoteAddress ?? 'unknown' }),
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const { stationLog, events } = station.services;
  const origin = `http://127.0.0.1:${port}`;
  const folderId = await watchNothing(origin);
  return {
    address: origin,
    station,
    record: (inspections) => {
      const entries = inspections.map((inspection): NewInspection => {
        const entry = newInspection(stationLog, inspection);
        const relativePath = entry.inspection.file;
        return { ...entry, source: { kind: 'folder', folderId, relativePath } };
      });
      const seqs = stationLog.database.transaction(() =>
        entries.map((entry) => stationLog.inspections.record(entry).seq),
      );
      for (const [index, { id, at, inspection }] of entries.entries()) {
        const { file, verdict } = inspection;
        events.publish({
          ...{ kind: 'inspection.recorded', seq: seqs[index] ?? 0, id, at, file, verdict },
          ...{ source: 'folder', folderId, serial: null, lot: null },
        });
      }
      return entries;
    },
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
      await station.close();
    },
  };
}

/** An empty folder, of which the live view can tell. */
async function watchNothing(origin: string): Promise<string> {
  const response = await fetch(`${origin}/api/v1/folders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ path: freshFolder('camera'), name: 'Camera' }),
  });
  const { id } = (await response.json()) as { id: string };
  return id;
}
