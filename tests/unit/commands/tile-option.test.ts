import { describe, expect, it } from 'vitest';
import { parseTile } from '../../../src/main/inspection/tile-option.ts';

describe('parseTile', () => {
  it.each([
    ['640', { size: { pixels: 640 }, overlap: 0.2, whole: false }],
    ['640,0', { size: { pixels: 640 }, overlap: 0, whole: false }],
    ['0.7,0.35', { size: { share: 0.7 }, overlap: 0.35, whole: false }],
    ['.5', { size: { share: 0.5 }, overlap: 0.2, whole: false }],
    ['1', { size: { share: 1 }, overlap: 0.2, whole: false }],
    ['off', null],
  ])('reads %s', (text, tiling) => {
    expect(parseTile(text)).toEqual(tiling);
  });

  it.each(['', '0', '-5', '640.5', '640,0.95', 'a', '640,0.2,1', '640px'])('refuses %j', (text) => {
    expect(() => parseTile(text)).toThrow(expect.objectContaining({ code: 'BAD_REQUEST' }));
  });
});
