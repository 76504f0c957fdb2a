import { type JSX, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Comparison } from '../../../shared/comparisons.ts';
import type { Detection, ModelRef, Verdict } from '../../../shared/domain.ts';
import type { HistoryEntry } from '../../../shared/history-entry.ts';
import { pictureOf } from '../../api/history.ts';
import { fileName } from '../file-name.ts';
import { VerdictSign } from '../verdict-sign.tsx';
import { PictureViewer } from '../viewer/picture-viewer.tsx';
import pair from '../viewer/side-by-side.module.css';
import { useLayers, useShapes } from '../viewer/use-shapes.ts';
import type { StageGeometry } from '../viewer/use-stage-actions.ts';
import type { ViewStore } from '../viewer/view-store.ts';

export interface OpinionsProps {
  readonly entry: HistoryEntry;
  /** The other model's; null: the inspection's alone, as large as can be. */
  readonly other: Comparison | null;
  readonly view: ViewStore;
  readonly onStage: (geometry: StageGeometry) => void;
}

/** An inspected picture with what was found in it; beside the other model's, both moving as one. */
export function Opinions({ entry, other, view, onStage }: OpinionsProps): JSX.Element {
  const { file, id, width, height } = entry;
  const size = useMemo(() => (width && height ? { width, height } : null), [width, height]);
  const common = { name: fileName(file), url: pictureOf(id), size, view, onStage };
  return (
    <div className={pair.pair} data-count={other === null ? 1 : 2}>
      <Opinion {...common} of={entry} isAlone={other === null} />
      {other !== null && <Opinion {...common} of={other} isAlone={false} />}
    </div>
  );
}

interface OpinionProps {
  readonly of: {
    readonly verdict: Verdict;
    readonly model: ModelRef | null;
    readonly detections: readonly Detection[];
  };
  readonly isAlone: boolean;
  readonly name: string;
  readonly url: string;
  readonly size: { readonly width: number; readonly height: number } | null;
  readonly view: ViewStore;
  readonly onStage: (geometry: StageGeometry) => void;
}

function Opinion({ of, isAlone, ...viewer }: OpinionProps): JSX.Element {
  const { t } = useTranslation('frame');
  const shapes = useShapes(of.detections);
  const [hovered, setHovered] = useState<number | null>(null);
  const layers = useLayers();
  const drawing = (
    <PictureViewer
      {...viewer}
      shapes={shapes}
      layers={layers}
      hovered={hovered}
      selected={null}
      onHover={setHovered}
      onSelect={() => undefined}
    />
  );
  if (isAlone || of.model === null) return drawing;
  const name = t(`model.${of.model.kind}`);
  return (
    <section className={pair.one} aria-label={name}>
      <header className={pair.head}>
        <strong title={of.model.ref}>{name}</strong>
        <VerdictSign verdict={of.verdict} size="line" />
      </header>
      {drawing}
    </section>
  );
}
