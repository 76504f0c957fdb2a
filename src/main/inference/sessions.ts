import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Device } from '../../shared/domain.ts';
import { PitchlineError } from '../../shared/errors.ts';
import { digestModel } from '../models/digest.ts';
import { readOnnxFile } from '../models/onnx-file.ts';
import type { Head, Picture, TensorValue } from '../vision/types.ts';
import { countSteps, proveDevice, takeProfile } from './device-proof.ts';
import { explainLoadError } from './load-errors.ts';
import { createSession, type RuntimeSession, type SessionWish } from './runtime.ts';
import type { EngineModel } from './types.ts';
import type { VisionTools } from './vision-tools.ts';

/** Sessions held at once; the least recently used one makes room. */
const MAX_SESSIONS = 6;

export interface LoadedModel {
  readonly head: Head;
  readonly session: RuntimeSession;
  readonly warnings: readonly string[];
}

export interface Sessions {
  get(model: EngineModel, device: Device): Promise<LoadedModel>;
}

/** Every model is loaded once a device, checked against its hash and warmed up. */
export function createSessions(tools: Pick<VisionTools, 'createHead'>, threads: number): Sessions {
  const loaded = new Map<string, Promise<LoadedModel>>();

  async function makeRoom(): Promise<void> {
    const [oldest] = loaded;
    if (oldest === undefined || loaded.size < MAX_SESSIONS) return;
    loaded.delete(oldest[0]);
    const { session } = await oldest[1];
    await session.dispose();
  }

  return {
    get: async (model, device) => {
      const key = `${model.sha256} ${device} ${JSON.stringify(model.spec)}`;
      const known = loaded.get(key);
      if (known !== undefined) {
        loaded.delete(key);
        loaded.set(key, known);
        return known;
      }
      await makeRoom();
      const loading = load(model, device, threads, tools.createHead(model.spec));
      loaded.set(key, loading);
      // A failure is not kept: the file may be put right.
      loading.catch(() => loaded.delete(key));
      return loading;
    },
  };
}

async function load(
  model: EngineModel,
  device: Device,
  threads: number,
  head: Head,
): Promise<LoadedModel> {
  await verifyHash(model);
  const { input } = head.prepare(greyPicture());
  try {
    if (device === 'cpu') {
      const session = await createSession(model.path, { device, threads });
      await session.run(input);
      return { head, session, warnings: [] };
    }
    return { head, ...(await loadProved(model.path, { device, threads }, input)) };
  } catch (error) {
    throw explainLoadError(error, device);
  }
}

/** Loads for another device than the CPU and lets the profile of the warm-up prove that it runs there. */
async function loadProved(
  path: string,
  wish: SessionWish,
  input: TensorValue,
): Promise<Omit<LoadedModel, 'head'>> {
  const folder = await mkdtemp(join(tmpdir(), 'pitchline-profile-'));
  try {
    const profilePrefix = join(folder, 'warmup');
    const session = await createSession(path, { ...wish, profilePrefix });
    await session.run(input);
    session.endProfiling();
    const steps = countSteps(await takeProfile(profilePrefix));
    return { session, warnings: proveDevice(steps, wish.device) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Small and plain: a head brings it to the network's own size. */
export function greyPicture(): Picture {
  const side = 64;
  return { width: side, height: side, data: new Uint8Array(side * side * 3).fill(128) };
}

/** The file must still be what was imported; its results are recorded under that hash. */
async function verifyHash(model: EngineModel): Promise<void> {
  const { externalData } = await readOnnxFile(model.path);
  const sha256 = await digestModel(model.path, externalData);
  if (sha256 !== model.sha256) {
    throw new PitchlineError(
      'MODEL_LOAD_FAILED',
      `The model file ${model.path} is not the one that was imported: its SHA-256 begins with ${sha256.slice(0, 12)}, not with ${model.sha256.slice(0, 12)}. Import it again.`,
    );
  }
}
