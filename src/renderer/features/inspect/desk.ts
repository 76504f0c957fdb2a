import type { QueryClient } from '@tanstack/react-query';
import type { StoredPicture } from '../../../shared/api.ts';
import type { Inspection, ModelKind } from '../../../shared/domain.ts';
import type { StationClient } from '../../api/client.ts';
import { isAbort, toProblem } from '../../api/problem.ts';
import {
  type DeskPicture,
  type DeskState,
  EMPTY_DESK,
  isUnderWay,
  type Outcome,
  pictureById,
  withOutcome,
  withPicture,
  withPictures,
  withSelection,
} from './desk-state.ts';
import { createJobQueue } from './job-queue.ts';

/** Two, so that one picture travels while the other is judged. */
const LANES = 2;

export interface Desk {
  getState(): DeskState;
  subscribe(listener: () => void): () => void;
  openFiles(files: readonly File[]): void;
  openStored(pictures: readonly StoredPicture[]): void;
  select(id: string): void;
  setModel(model: ModelKind): void;
  setCompare(compare: boolean): void;
  setHeld(held: boolean): void;
  /** Asks the station again for the picture at hand. */
  judgeAgain(): void;
  /** Judges what the present model has not seen yet. */
  judgeRest(): void;
  /** Takes up again what failed because the station was away. */
  retryLost(): void;
  cancelAll(): void;
  clear(): void;
}

/** The Inspect screen's work, without its looks: what is open, what is judged, what is under way. */
export function createDesk(client: StationClient, cache: QueryClient): Desk {
  let state = EMPTY_DESK;
  let lastId = 0;
  const listeners = new Set<() => void>();
  const queue = createJobQueue(LANES);
  /** One upload a picture, shared by both models. */
  const uploads = new Map<string, Promise<StoredPicture>>();

  const set = (next: DeskState): void => {
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener();
  };
  const report = (id: string, model: ModelKind, outcome: Outcome): void =>
    set(withOutcome(state, id, model, outcome));

  const store = (picture: DeskPicture, file: File, signal: AbortSignal): Promise<StoredPicture> => {
    const known = uploads.get(picture.id);
    if (known !== undefined) return known;
    const upload = client.storePicture(file, signal);
    uploads.set(picture.id, upload);
    const forget = (): boolean => uploads.delete(picture.id);
    upload.then((stored) => {
      forget();
      set(withPicture(state, picture.id, (before) => ({ ...before, stored })));
    }, forget);
    return upload;
  };

  const ask = (
    { sha256, name }: StoredPicture,
    model: ModelKind,
    signal: AbortSignal,
  ): Promise<Inspection> =>
    cache.fetchQuery({
      queryKey: ['inspection', sha256, model],
      queryFn: () => client.inspect({ picture: sha256, name, model }, signal),
      staleTime: Number.POSITIVE_INFINITY,
      // As long as the desk holds the picture; clear() drops them.
      gcTime: Number.POSITIVE_INFINITY,
      networkMode: 'always',
    });

  const judge = async (id: string, model: ModelKind, signal: AbortSignal): Promise<void> => {
    try {
      const picture = pictureById(state, id);
      if (picture === null) return;
      const { file } = picture;
      let { stored } = picture;
      if (stored === null && file !== null) {
        report(id, model, { step: 'sending' });
        stored = await store(picture, file, signal);
      }
      if (stored === null) return;
      report(id, model, { step: 'judging' });
      const inspection = await ask(stored, model, signal).catch((error: unknown) => {
        // The station keeps a bounded number of pictures; one that it dropped is still in our hands.
        if (file === null || toProblem(error).code !== 'PICTURE_NOT_FOUND') throw error;
        return store(picture, file, signal).then((again) => ask(again, model, signal));
      });
      report(id, model, { step: 'judged', inspection });
    } catch (error) {
      if (signal.aborted || isAbort(error)) return;
      report(id, model, { step: 'failed', problem: toProblem(error) });
    }
  };

  const enqueue = (id: string, model: ModelKind, urgent: boolean): void => {
    const outcome = pictureById(state, id)?.outcomes[model];
    if (outcome?.step === 'judged') return;
    if (!isUnderWay(outcome)) report(id, model, { step: 'waiting' });
    queue.add(
      {
        key: `${id}/${model}`,
        run: (signal) => judge(id, model, signal),
        onCancel: () => {
          if (isUnderWay(pictureById(state, id)?.outcomes[model])) {
            report(id, model, { step: 'cancelled' });
          }
        },
      },
      urgent,
    );
  };

  const modelsAtHand = (): readonly ModelKind[] =>
    state.compare ? [state.model, state.model === 'yolo' ? 'mask2former' : 'yolo'] : [state.model];
  /** The picture at hand never waits behind the others. */
  const enqueueSelected = (): void => {
    const { selected } = state;
    if (selected === null) return;
    for (const model of modelsAtHand()) {
      const step = pictureById(state, selected)?.outcomes[model]?.step;
      if (step === undefined || step === 'waiting') enqueue(selected, model, true);
    }
  };

  const open = (added: readonly DeskPicture[]): void => {
    set(withPictures(state, added));
    enqueueSelected();
    for (const { id } of added) enqueue(id, state.model, false);
  };
  const nextId = (): string => {
    lastId += 1;
    return String(lastId);
  };

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    openFiles(files) {
      open(
        files.map((file) => ({ id: nextId(), name: file.name, file, stored: null, outcomes: {} })),
      );
    },
    openStored(pictures) {
      open(
        pictures.map((stored) => ({
          id: nextId(),
          name: stored.name,
          file: null,
          stored,
          outcomes: {},
        })),
      );
    },
    select(id) {
      set(withSelection(state, id));
      enqueueSelected();
    },
    setModel(model) {
      set({ ...state, model });
      enqueueSelected();
    },
    setCompare(compare) {
      set({ ...state, compare });
      enqueueSelected();
    },
    setHeld(held) {
      set({ ...state, held });
    },
    judgeAgain() {
      const picture = pictureById(state, state.selected);
      if (picture === null) return;
      for (const model of modelsAtHand()) {
        if (isUnderWay(picture.outcomes[model])) continue;
        if (picture.stored !== null) {
          cache.removeQueries({ queryKey: ['inspection', picture.stored.sha256, model] });
        }
        report(picture.id, model, { step: 'waiting' });
        enqueue(picture.id, model, true);
      }
    },
    judgeRest() {
      for (const { id, outcomes } of state.pictures) {
        const outcome = outcomes[state.model];
        if (outcome?.step !== 'judged' && outcome?.step !== 'failed') {
          enqueue(id, state.model, false);
        }
      }
    },
    retryLost() {
      for (const { id, outcomes } of state.pictures) {
        for (const model of ['yolo', 'mask2former'] as const) {
          const outcome = outcomes[model];
          if (outcome?.step === 'failed' && outcome.problem.code === 'STATION_LOST') {
            enqueue(id, model, false);
          }
        }
      }
    },
    cancelAll: () => queue.cancelAll(),
    clear() {
      queue.cancelAll();
      cache.removeQueries({ queryKey: ['inspection'] });
      set({ ...state, pictures: [], selected: null, held: false });
    },
  };
}
