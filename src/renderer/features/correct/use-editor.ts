import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Correction } from '../../../shared/corrections.ts';
import type { Box } from '../../../shared/domain.ts';
import type { HistoryEntry } from '../../../shared/history-entry.ts';
import { brushStroke } from '../../../shared/masks/index.ts';
import { saveCorrection } from '../../api/corrections.ts';
import { type RequestProblem, toProblem } from '../../api/problem.ts';
import type { Point } from '../../ui/viewer/view.ts';
import {
  added,
  contentOf,
  correctedDraft,
  cut,
  type Draft,
  modelDraft,
  type PictureSize,
  painted,
  relabelled,
  removed,
} from './draft.ts';
import { begunWith, edited, redone, undone } from './edits.ts';

export interface CorrectionEditor {
  readonly draft: Draft;
  readonly selected: number | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly isDirty: boolean;
  readonly isModel: boolean;
  readonly isSaving: boolean;
  /** When it was saved last, from here. */
  readonly savedAt: string | null;
  readonly problem: RequestProblem | null;
  select(key: number | null): void;
  remove(): void;
  relabel(key: number, className: string): void;
  addBox(box: Box, className: string): void;
  paint(points: readonly Point[], radius: number, className: string): void;
  cutOff(points: readonly Point[], radius: number): void;
  undo(): void;
  redo(): void;
  /** Back to what the model found; can be undone. */
  reset(): void;
  /** @param isOver also over what somebody else saved meanwhile */
  save(remark: string, isOver: boolean): void;
}

/** A draft of one picture's annotations, and what can be done to it. */
export function useEditor(
  { id, detections }: HistoryEntry,
  size: PictureSize,
  latest: Correction | null,
): CorrectionEditor {
  // As it was when the picture was opened: what comes meanwhile must not change what is drawn.
  const [model] = useState(() => modelDraft(detections));
  const [edits, setEdits] = useState(() =>
    begunWith(latest === null ? model : correctedDraft(model, latest.content)),
  );
  const [kept, setKept] = useState(edits.present);
  const [seen, setSeen] = useState(latest?.id ?? null);
  const [selected, setSelected] = useState<number | null>(null);
  const draft = edits.present;
  const change = (next: Draft): void => setEdits((before) => edited(before, next));
  const saving = useMutation({
    networkMode: 'always',
    mutationFn: async ({ remark, isOver }: { remark: string; isOver: boolean }) => {
      const content = contentOf(draft, model, size);
      const words = remark === '' ? {} : { remark };
      return saveCorrection(id, { ...content, ...words, ...(isOver ? {} : { after: seen }) });
    },
    onSuccess: (saved) => {
      setSeen(saved.id);
      setKept(draft);
    },
  });
  const problem = useMemo(
    () => (saving.error === null ? null : toProblem(saving.error)),
    [saving.error],
  );
  const isThere = draft.some(({ key }) => key === selected);
  return {
    draft,
    selected: isThere ? selected : null,
    canUndo: edits.past.length > 0,
    canRedo: edits.future.length > 0,
    isDirty: draft !== kept,
    isModel: draft === model,
    isSaving: saving.isPending,
    savedAt: saving.data?.at ?? null,
    problem,
    select: setSelected,
    remove: () => {
      if (selected !== null && isThere) change(removed(draft, selected));
    },
    relabel: (key, className) => change(relabelled(draft, key, className)),
    addBox: (box, className) => {
      const next = added(draft, { className, box, mask: null });
      change(next);
      setSelected(next.at(-1)?.key ?? null);
    },
    paint: (points, radius, className) => {
      const stroke = brushStroke(points, radius, size);
      if (stroke === null) return;
      const next = painted(draft, isThere ? selected : null, stroke, className);
      change(next);
      // The next stroke adds to what this one began.
      if (!isThere) setSelected(next.at(-1)?.key ?? null);
    },
    cutOff: (points, radius) => {
      const stroke = brushStroke(points, radius, size);
      if (stroke !== null && selected !== null) change(cut(draft, selected, stroke));
    },
    undo: () => setEdits(undone),
    redo: () => setEdits(redone),
    reset: () => change(model),
    save: (remark, isOver) => saving.mutate({ remark, isOver }),
  };
}
