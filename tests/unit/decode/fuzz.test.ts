import { describe, expect, it } from 'vitest';
import { isOutOfMemory } from '../../../src/main/inference/out-of-memory.ts';
import { decodePictureBytes } from '../../../src/main/vision/decode/decode.ts';
import { PitchlineError } from '../../../src/shared/errors.ts';
import { type SeedPicture, seedPictures } from './seed-pictures.ts';

const FILES = 10_000;
const AT_ONCE = 4;
const LIMITS = { maxPixels: 4e6, maxBytes: 1e7 };
/** For one file, while three others are decoded on a busy machine. */
const LONGEST_MS = 10_000;
const MOST_GROWTH_BYTES = 150e6;
const WARM_UP = 1000;

/** A small generator with a seed (mulberry32): a failure can be run again. */
function randomSource(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

type Mutation = (bytes: Uint8Array, below: (limit: number) => number) => Uint8Array;

/** Values at which lengths and offsets overflow. */
const EDGES = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff];
const HEADER_BYTES = 160;

const MUTATIONS: readonly Mutation[] = [
  function cut(bytes, below) {
    return bytes.slice(0, below(bytes.length));
  },
  function flipBits(bytes, below) {
    const copy = bytes.slice();
    for (let i = below(8); i >= 0; i--) copy[below(copy.length)]! ^= 1 << below(8);
    return copy;
  },
  function editHeader(bytes, below) {
    const copy = bytes.slice();
    const view = new DataView(copy.buffer);
    for (let i = below(3); i >= 0; i--) {
      const at = below(Math.min(HEADER_BYTES, copy.length - 4));
      view.setUint32(at, EDGES[below(EDGES.length)]!, below(2) === 0);
    }
    return copy;
  },
  function overwrite(bytes, below) {
    const copy = bytes.slice();
    const start = below(copy.length);
    copy.fill(below(256), start, start + 1 + below(40));
    return copy;
  },
  function removeMiddle(bytes, below) {
    const start = below(bytes.length);
    const end = start + 1 + below(30);
    return Uint8Array.from([...bytes.subarray(0, start), ...bytes.subarray(end)]);
  },
  function insertNoise(bytes, below) {
    const at = below(bytes.length);
    const noise = Array.from({ length: 1 + below(20) }, () => below(256));
    return Uint8Array.from([...bytes.subarray(0, at), ...noise, ...bytes.subarray(at)]);
  },
];

interface Outcomes {
  pictures: number;
  errors: number;
  longestMs: number;
}

async function decodeOne(bytes: Uint8Array, what: string, outcomes: Outcomes): Promise<void> {
  const start = performance.now();
  try {
    const { picture } = await decodePictureBytes(bytes, LIMITS);
    outcomes.pictures++;
    if (picture.data.length !== picture.width * picture.height * 3) {
      throw new Error(`${what}: ${picture.width} x ${picture.height} has ${picture.data.length}`);
    }
  } catch (error) {
    if (!(error instanceof PitchlineError && error.code.startsWith('PICTURE_'))) {
      throw new Error(`${what} gave no PICTURE_ error`, { cause: error });
    }
    // That would end the process that decodes, for a file's fault.
    if (isOutOfMemory(error)) throw new Error(`${what} asked for too much`, { cause: error });
    outcomes.errors++;
  }
  outcomes.longestMs = Math.max(outcomes.longestMs, performance.now() - start);
}

async function fuzz(seeds: readonly SeedPicture[], seed: number): Promise<Outcomes> {
  const below = randomSource(seed);
  const outcomes: Outcomes = { pictures: 0, errors: 0, longestMs: 0 };
  let next = 0;
  let rssAfterWarmUp = 0;
  const worker = async (): Promise<void> => {
    while (next < FILES) {
      const index = next++;
      if (index === WARM_UP) rssAfterWarmUp = process.memoryUsage().rss;
      const { name, bytes } = seeds[index % seeds.length]!;
      const mutation = MUTATIONS[below(MUTATIONS.length)]!;
      const what = `file ${index} of seed ${seed} (${name}, ${mutation.name})`;
      await decodeOne(mutation(bytes, below), what, outcomes);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  expect(process.memoryUsage().rss - rssAfterWarmUp).toBeLessThan(MOST_GROWTH_BYTES);
  return outcomes;
}

describe('damaged files', () => {
  it(`${FILES} of them: each a picture or an error with a code, soon, in bounded memory`, {
    timeout: 300_000,
  }, async () => {
    const seed = Number(process.env.PITCHLINE_FUZZ_SEED ?? Date.now() % 2 ** 31);
    console.log(`decoder fuzz test: PITCHLINE_FUZZ_SEED=${seed} runs it again`);
    const outcomes = await fuzz(await seedPictures(), seed);
    expect(outcomes.pictures + outcomes.errors).toBe(FILES);
    // Both must happen often, or the mutations are too mild or too harsh to tell anything.
    expect(outcomes.pictures).toBeGreaterThan(FILES / 20);
    expect(outcomes.errors).toBeGreaterThan(FILES / 20);
    expect(outcomes.longestMs).toBeLessThan(LONGEST_MS);
  });
});
