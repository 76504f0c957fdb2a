import type { DecodeLimits } from '../vision/types.ts';
import { createGate } from './gate.ts';
import type { JobControl } from './judge.ts';
import type { RenderJob, RenderResult } from './types.ts';
import type { VisionTools } from './vision-tools.ts';

export type Render = (job: RenderJob, control: JobControl) => Promise<RenderResult>;

/** Copies of pictures for a screen, one at a time beside the judging. */
export function createRender(
  vision: Pick<VisionTools, 'decode' | 'shrink'>,
  limits: DecodeLimits,
): Render {
  const gate = createGate(1);
  return (job, control) =>
    gate(async () => {
      control.checkpoint();
      const { picture } = await vision.decode(job.picturePath, limits);
      control.checkpoint();
      const copy = await vision.shrink(picture, job.maxSide);
      return { ...copy, originalWidth: picture.width, originalHeight: picture.height };
    });
}
