import { expect, it } from 'vitest';
import { FolderFiles } from '../../../src/main/watch/folder-files.ts';
import { FolderQueueSchema } from '../../../src/shared/folders.ts';
import { facts } from './support.ts';

it('counts a picture that was judged, and is still looked at again, as neither waiting nor less than none', () => {
  const files = new FolderFiles();
  files.add('a.png', facts(1), 0);
  files.admit(0, 0);
  expect(files.state(5)).toEqual({ waiting: 1, more: false, oldestMs: 5, inWork: 0 });
  const [candidate] = files.due(Number.POSITIVE_INFINITY);
  if (candidate === undefined) throw new Error('Nothing is due.');
  files.begin(candidate);
  expect(files.state(5)).toMatchObject({ waiting: 0, inWork: 1 });
  files.remove('a.png');
  const queue = files.state(5);
  expect(queue).toEqual({ waiting: 0, more: false, oldestMs: null, inWork: 1 });
  expect(FolderQueueSchema.parse(queue)).toEqual(queue);
  files.end(candidate);
  expect(files.state(5)).toMatchObject({ waiting: 0, inWork: 0 });
});
