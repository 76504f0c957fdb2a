import type { ModelSpec } from '../../shared/models.ts';
import type { SpecOverrides } from '../vision/types.ts';
import { explainLoadError } from './load-errors.ts';
import { createSession } from './runtime.ts';
import { greyPicture } from './sessions.ts';
import type { VisionTools } from './vision-tools.ts';

/**
 * Finds out what a foreign ONNX file is and proves it: it is loaded, run on a grey picture and its
 * outputs are read by the head that it claims to have.
 *
 * @throws PitchlineError with one of the MODEL_ codes
 */
export async function examine(
  path: string,
  overrides: SpecOverrides,
  vision: VisionTools,
  threads: number,
): Promise<ModelSpec> {
  const facts = await vision.readFacts(path);
  const spec = vision.recognise(facts, overrides);
  const head = vision.createHead(spec);
  const { input, context } = head.prepare(greyPicture());
  try {
    const session = await createSession(path, { device: 'cpu', threads });
    const outputs = await session.run(input);
    head.detect(outputs, context, head.defaults);
    await session.dispose();
  } catch (error) {
    throw explainLoadError(error, 'cpu');
  }
  return spec;
}
