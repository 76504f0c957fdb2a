import { describe, expect, it } from 'vitest';
import { PitchlineError } from '../../../src/shared/errors.ts';
import { apiDouble, upload } from './support.ts';

const typeOf = (response: Response): string => response.headers.get('content-type') ?? '';

describe('POST /predict, the old contract', () => {
  it.each([
    '',
    '?model=yolo',
    '?model=mask2former',
    '?model_type=yolo',
    '?model_type=mask2former&return_image=false',
  ])('answers JSON to "%s"', async (query) => {
    const { ask } = await apiDouble();
    const response = await ask(`/predict${query}`, upload());
    expect(typeOf(response)).toContain('application/json');
    expect(await response.json()).toMatchObject({
      detections: [
        {
          bbox: [1, 2, 30, 40],
          confidence: 0.91,
          class: 0,
          class_name: 'crack',
          mask: { size: [54, 72] },
        },
      ],
      model: query.includes('mask2former') ? 'mask2former' : 'yolo',
      width: 72,
      height: 54,
    });
  });

  it.each([
    '?return_image=true',
    '?model=mask2former&return_image=true',
    '?model_type=yolo&return_image=1',
    '?model_type=mask2former',
  ])('answers a PNG to "%s"', async (query) => {
    const { ask } = await apiDouble();
    const response = await ask(`/predict${query}`, upload());
    expect(typeOf(response)).toBe('image/png');
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  });

  it('answers a failure to a picture that cannot be judged', async () => {
    const { ask } = await apiDouble(async () => {
      throw new PitchlineError('PICTURE_UNSUPPORTED', 'This is a text.');
    });
    const response = await ask('/predict', upload());
    expect(response.status).toBe(415);
    expect(await response.json()).toMatchObject({ code: 'PICTURE_UNSUPPORTED' });
  });

  it('refuses another model by name', async () => {
    const { ask } = await apiDouble();
    expect((await ask('/predict?model=resnet', upload())).status).toBe(400);
  });
});
