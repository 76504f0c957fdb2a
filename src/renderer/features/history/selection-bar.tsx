import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { MOST_NAMED } from '../../../shared/export/wish.ts';
import type { HistoryCount } from '../../../shared/history.ts';
import { sessionQuery } from '../../api/session.ts';
import { useFormats } from '../../ui/use-formats.ts';
import type { BulkKind } from './bulk-dialog.tsx';
import { ExportMenu } from './export-menu.tsx';
import type { Selection } from './selection.ts';
import classes from './selection-bar.module.css';

export interface SelectionBarProps {
  readonly selection: Selection;
  readonly count: HistoryCount | null;
  readonly filter: string;
  readonly onAll: () => void;
  readonly onClear: () => void;
  readonly onSay: (kind: BulkKind) => void;
}

/** How many are picked, and what can be done with them; under the list, so that no row moves. */
export function SelectionBar(props: SelectionBarProps): JSX.Element {
  const { selection, count, filter, onAll, onClear, onSay } = props;
  const { t } = useTranslation('history');
  const formats = useFormats();
  const { data: session } = useQuery(sessionQuery);
  const mayDispose = session?.rights.includes('dispose') === true;
  const { picked, all } = selection;
  const matching = count?.count ?? 0;
  const isTooMany = all && count?.more === true;
  const number = all ? matching : picked.size;
  const why = !mayDispose ? t('said.signIn') : isTooMany ? t('bulk.tooMany') : null;
  return (
    <section className={classes.bar} aria-label={t('bulk.title')}>
      <p className={classes.count} role="status">
        {t(isTooMany ? 'bulk.allMore' : all ? 'bulk.all' : 'bulk.picked', {
          count: number,
          number: formats.count(number),
        })}
      </p>
      {!all && count !== null && (
        <Button variant="subtle" size="md" onClick={onAll}>
          {t(count.more ? 'bulk.pickAllMore' : 'bulk.pickAll', {
            count: matching,
            number: formats.count(matching),
          })}
        </Button>
      )}
      <span className={classes.actions}>
        {why !== null && <span className={classes.why}>{why}</span>}
        <Button
          variant="default"
          size="md"
          disabled={why !== null}
          onClick={() => onSay('confirm')}
        >
          {t('bulk.confirm')}
        </Button>
        <Button
          variant="default"
          size="md"
          disabled={why !== null}
          onClick={() => onSay('override')}
        >
          {t('bulk.override')}
        </Button>
        <ExportMenu
          what={all ? { filter } : { seqs: [...picked.values()] }}
          refusal={!all && picked.size > MOST_NAMED ? t('export.tooMany') : null}
        />
        <Button variant="subtle" size="md" onClick={onClear}>
          {t('bulk.clear')}
        </Button>
      </span>
    </section>
  );
}
