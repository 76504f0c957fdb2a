import type { Device } from '../../shared/domain.ts';
import type { JobControl, Judge } from './judge.ts';
import type { Request } from './messages.ts';
import { compareParity, PARITY_BAR, type ParityPair } from './parity.ts';
import type { JudgeResult, ParityReport } from './types.ts';

/** The thresholds to compare at: the usual one, and one for models that see little in the pictures. */
const THRESHOLDS = [0.25, 0.05] as const;

/** Judges pictures on the CPU and on a device and compares; nothing of it is an inspection. */
export async function runParity(
  request: Extract<Request, { readonly kind: 'parity' }>,
  judge: Judge,
  control: JobControl,
): Promise<ParityReport> {
  const { device, model, picturePaths } = request;
  const lowest = Math.min(...THRESHOLDS) - PARITY_BAR.score;
  const run = (picturePath: string, on: Device): Promise<JudgeResult> =>
    judge(
      { picturePath, model, device: on, options: { confidence: lowest }, overlay: false },
      control,
    );
  const pairs: ParityPair[] = [];
  for (const path of picturePaths) {
    const cpu = await run(path, 'cpu');
    const other = await run(path, device);
    pairs.push({
      cpu: cpu.detections,
      device: other.detections,
      cpuMs: cpu.timings.inferenceMs,
      deviceMs: other.timings.inferenceMs,
    });
  }
  const reports = THRESHOLDS.map((threshold) => {
    const over = ({ score }: { readonly score: number }): boolean =>
      score >= threshold - PARITY_BAR.score;
    const cut = pairs.map((pair) => ({
      ...pair,
      cpu: pair.cpu.filter(over),
      device: pair.device.filter(over),
    }));
    return compareParity(device, cut, threshold);
  });
  const [usual, low] = reports as [ParityReport, ParityReport];
  return usual.detections > 0 ? usual : low;
}
