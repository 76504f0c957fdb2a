import type { StoredPicture } from '../../../shared/api.ts';
import type { Inspection, ModelKind } from '../../../shared/domain.ts';
import type { RequestProblem } from '../../api/problem.ts';

/** How far one picture has come with one model. */
export type Outcome =
  | { readonly step: 'waiting' }
  | { readonly step: 'sending' }
  | { readonly step: 'judging' }
  | { readonly step: 'judged'; readonly inspection: Inspection }
  | { readonly step: 'failed'; readonly problem: RequestProblem }
  | { readonly step: 'cancelled' };

export interface DeskPicture {
  readonly id: string;
  readonly name: string;
  /** What was opened here; null for a picture that the station had already. */
  readonly file: File | null;
  readonly stored: StoredPicture | null;
  readonly outcomes: Readonly<Partial<Record<ModelKind, Outcome>>>;
}

/** Everything on the operator's desk; changed only by the functions below. */
export interface DeskState {
  readonly pictures: readonly DeskPicture[];
  readonly selected: string | null;
  readonly model: ModelKind;
  readonly compare: boolean;
  /** True: stay on the selected picture. False: go along with what is judged. */
  readonly held: boolean;
}

export const EMPTY_DESK: DeskState = {
  pictures: [],
  selected: null,
  model: 'yolo',
  compare: false,
  held: false,
};

export function pictureById(state: DeskState, id: string | null): DeskPicture | null {
  return state.pictures.find((picture) => picture.id === id) ?? null;
}

/** New pictures go to the end; the first of them comes on the screen. */
export function withPictures(state: DeskState, added: readonly DeskPicture[]): DeskState {
  const first = added[0];
  if (first === undefined) return state;
  return {
    ...state,
    pictures: [...state.pictures, ...added],
    selected: first.id,
    held: false,
  };
}

export function withPicture(
  state: DeskState,
  id: string,
  change: (picture: DeskPicture) => DeskPicture,
): DeskState {
  return {
    ...state,
    pictures: state.pictures.map((picture) => (picture.id === id ? change(picture) : picture)),
  };
}

export function withOutcome(
  state: DeskState,
  id: string,
  model: ModelKind,
  outcome: Outcome,
): DeskState {
  const changed = withPicture(state, id, (picture) => ({
    ...picture,
    outcomes: { ...picture.outcomes, [model]: outcome },
  }));
  const isDone = outcome.step === 'judged' || outcome.step === 'failed';
  const follows = isDone && !state.held && model === state.model;
  return follows ? { ...changed, selected: id } : changed;
}

/** A picture chosen by hand stays until new ones are opened or hold is let go. */
export function withSelection(state: DeskState, id: string): DeskState {
  return pictureById(state, id) === null ? state : { ...state, selected: id, held: true };
}

/** The picture `by` places further, without going round. */
export function neighbour(state: DeskState, by: number): string | null {
  const at = state.pictures.findIndex((picture) => picture.id === state.selected);
  const to = Math.min(state.pictures.length - 1, Math.max(0, at + by));
  return state.pictures[to]?.id ?? null;
}

/** The next picture, going round, for which `matches` holds. */
export function nextWhere(
  state: DeskState,
  matches: (picture: DeskPicture) => boolean,
): string | null {
  const at = state.pictures.findIndex((picture) => picture.id === state.selected);
  const ahead = [...state.pictures.slice(at + 1), ...state.pictures.slice(0, Math.max(0, at))];
  return ahead.find(matches)?.id ?? null;
}

export function isUnderWay(outcome: Outcome | undefined): boolean {
  return outcome?.step === 'waiting' || outcome?.step === 'sending' || outcome?.step === 'judging';
}

/** True when the file itself is at fault, so that there is nothing to show. */
export function isUnreadable(outcome: Outcome | undefined): boolean {
  const code =
    outcome?.step === 'failed'
      ? outcome.problem.code
      : outcome?.step === 'judged'
        ? outcome.inspection.error?.code
        : undefined;
  return code?.startsWith('PICTURE_') === true;
}

export interface DeskProgress {
  readonly total: number;
  readonly underWay: number;
  readonly settled: number;
  /** Neither judged by this model nor on the way to it. */
  readonly unjudged: number;
}

/** How far the pictures on the desk have come with one model. */
export function progressOf(state: DeskState, model: ModelKind): DeskProgress {
  let underWay = 0;
  let settled = 0;
  for (const { outcomes } of state.pictures) {
    const outcome = outcomes[model];
    if (isUnderWay(outcome)) underWay += 1;
    else if (outcome?.step === 'judged' || outcome?.step === 'failed') settled += 1;
  }
  const total = state.pictures.length;
  return { total, underWay, settled, unjudged: total - underWay - settled };
}
