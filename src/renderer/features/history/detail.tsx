import { useQuery } from '@tanstack/react-query';
import { type JSX, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { annotationsOf } from '../../../shared/corrections.ts';
import type { HistoryEntry } from '../../../shared/history-entry.ts';
import { correctionsQuery, refreshCorrections } from '../../api/corrections.ts';
import { useStationEvents } from '../../api/events.ts';
import { entryQuery } from '../../api/history.ts';
import { toProblem } from '../../api/problem.ts';
import { queryClient } from '../../api/queries.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Corrections } from './corrections.tsx';
import classes from './detail.module.css';
import { DetailHead } from './detail-head.tsx';
import { DetailPicture } from './detail-picture.tsx';
import type { DetailProps } from './detail-props.ts';
import { Dispositions } from './dispositions.tsx';
import { Found } from './found.tsx';
import { Provenance } from './provenance.tsx';
import { ReplayPart } from './replay-part.tsx';

/** Everything about one inspection, beside the list or alone. */
export function Detail(props: DetailProps): JSX.Element {
  const { id, isWhole } = props;
  const { t } = useTranslation('history');
  const entry = useQuery(entryQuery(id));
  useStationEvents((event) => {
    const isOurs = event.kind === 'disposition.added' && event.inspectionId === id;
    if (event.kind === 'correction.added' && event.inspectionId === id) {
      void refreshCorrections(id);
    }
    if (isOurs || (event.kind === 'ready' && event.missed)) {
      void queryClient.invalidateQueries({ queryKey: entryQuery(id).queryKey });
    }
  });
  return (
    <aside className={classes.detail} data-whole={isWhole || undefined} aria-label={t('detail')}>
      <DetailHead {...props} entry={entry.data ?? null} />
      {entry.isPending && (
        <p className={classes.note} role="status">
          {t('loading')}
        </p>
      )}
      {entry.isError && entry.data === undefined && (
        <ProblemNote title={t('entryFailed')} problem={toProblem(entry.error)} />
      )}
      {entry.data !== undefined && <Content key={id} entry={entry.data} />}
    </aside>
  );
}

function Content({ entry }: { readonly entry: HistoryEntry }): JSX.Element {
  const { t } = useTranslation('history');
  const [isWeakShown, setWeakShown] = useState(false);
  const [hovered, setHovered] = useState<number | null>(null);
  const [selected, setSelected] = useState<number | null>(null);
  const [isCorrectedShown, setCorrectedShown] = useState(false);
  const corrections = useQuery({ ...correctionsQuery(entry.id), enabled: entry.corrected });
  const latest = corrections.data?.latest ?? null;
  const annotations = useMemo(
    () =>
      isCorrectedShown && latest !== null ? annotationsOf(entry.detections, latest.content) : null,
    [isCorrectedShown, latest, entry],
  );
  // The weak ones after the others: a reason's number is that of the others.
  const detections = useMemo(
    () => (isWeakShown ? [...entry.detections, ...entry.weakDetections] : entry.detections),
    [entry, isWeakShown],
  );
  return (
    <div className={classes.content}>
      <DetailPicture
        entry={entry}
        detections={detections}
        annotations={annotations}
        hovered={hovered}
        selected={selected}
        onHover={setHovered}
        onSelect={setSelected}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by key */}
      <section className={classes.facts} tabIndex={0} aria-label={t('facts')}>
        <Found
          entry={entry}
          detections={detections}
          isWeakShown={isWeakShown}
          onWeakShown={setWeakShown}
          hovered={hovered}
          selected={selected}
          onHover={setHovered}
          onSelect={setSelected}
        />
        <Corrections
          id={entry.id}
          corrections={corrections.data ?? null}
          isShown={isCorrectedShown}
          onShown={setCorrectedShown}
        />
        <Dispositions entry={entry} />
        <ReplayPart id={entry.id} />
        <Provenance entry={entry} />
      </section>
    </div>
  );
}
