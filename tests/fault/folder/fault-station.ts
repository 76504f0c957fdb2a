import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { FolderDetail, FolderSettingsInput } from '../../../src/shared/folders.ts';
import { freshFolder, jsonLines, pitchline, ROOT } from '../../support/cli.ts';
import { LedgerView } from './ledger-view.ts';
import { addFolder } from './make-folders.ts';
import { type StationProcess, startStation } from './station-process.ts';

/** Of 64 pixels and without training: what counts here is that pictures go through a real model. */
const SMALL_MODEL = join(ROOT, 'tests/golden/models/yolov8-detect-static.onnx');

/** Makes a data folder whose live YOLO is a small one, so that the model is not what is waited for. */
export async function prepareData(data: string): Promise<void> {
  const args = ['models', 'import', SMALL_MODEL, '--name', 'small', '--activate', '--json'];
  const { status, stdout } = await pitchline(args, { data });
  if (status !== 0) throw new Error(`The small model cannot be installed: ${stdout}`);
}

export interface FaultStationOptions {
  /** Elsewhere than beside the folders, for a disk of its own. */
  readonly data?: string;
  readonly nodeArguments?: readonly string[];
}

/** A station of its own for a test, with folders beside its data folder. */
export class FaultStation {
  readonly root: string;
  readonly data: string;
  readonly view: LedgerView;
  readonly #nodeArguments: readonly string[];
  #process: StationProcess | null = null;
  #address = '';

  constructor({ data, nodeArguments = [] }: FaultStationOptions = {}) {
    this.root = freshFolder('fault');
    this.data = data ?? join(this.root, 'data');
    this.view = new LedgerView(this.data);
    this.#nodeArguments = nodeArguments;
  }

  async start(): Promise<void> {
    if (!existsSync(join(this.data, 'models'))) await prepareData(this.data);
    this.#process = startStation(this.data, 1, this.#nodeArguments);
    this.#address = await this.#process.address;
  }

  /** A folder in `root` that is watched; made unless it is there. */
  async watch(
    name: string,
    settings: Partial<FolderSettingsInput> = {},
  ): Promise<{ readonly id: string; readonly path: string }> {
    const path = join(this.root, name);
    await mkdir(path, { recursive: true });
    const id = await addFolder(this.#address, { path, settleSeconds: 0.2, ...settings });
    return { id, path };
  }

  async folder(id: string): Promise<FolderDetail> {
    return (await this.ask(`/api/v1/folders/${id}`)) as FolderDetail;
  }

  /** What the API answers, as JSON. */
  async ask(path: string, method = 'GET', body?: unknown): Promise<unknown> {
    const response = await fetch(new URL(path, this.#address), {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    return response.json();
  }

  /** Resident memory of the station's own process, in MB. */
  async memory(): Promise<number> {
    return (await this.#process?.residentMegabytes()) ?? 0;
  }

  /** How often each content of a folder was inspected, by sha256. */
  counts(id: string): Readonly<Record<string, number>> {
    const rows = this.view.counts().filter(({ folderId }) => folderId === id);
    return Object.fromEntries(rows.map(({ sha256, count }) => [sha256, count]));
  }

  async verify(): Promise<boolean> {
    const { stdout } = await pitchline(['log', 'verify', '--json'], { data: this.data });
    return jsonLines(stdout)[0]?.ok === true;
  }

  async close(): Promise<void> {
    await this.#process?.stop();
    this.view.close();
    await rm(this.root, { recursive: true, force: true });
  }
}

/** Waits for a condition, however long a busy machine needs; the test's own limit ends it. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await wait(50);
}
