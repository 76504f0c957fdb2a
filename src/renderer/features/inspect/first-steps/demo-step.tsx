import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../../../api/problem.ts';
import { demoQuery } from '../../../api/queries.ts';
import { usePreferences } from '../../../ui/preferences.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { desk } from '../use-desk.ts';

/** A first verdict, before anything is set up. */
export function DemoStep({ onActed }: { readonly onActed: () => void }): JSX.Element {
  const { t } = useTranslation(['firstSteps', 'inspect']);
  const [, prefer] = usePreferences();
  const demo = useQuery(demoQuery);
  const judge = (): void => {
    prefer({ live: false });
    onActed();
    desk.openStored(demo.data?.pictures ?? []);
  };
  if (demo.isError) {
    return <ProblemNote title={t('inspect:drop.demoMissing')} problem={toProblem(demo.error)} />;
  }
  return (
    <>
      <p>{t('demo.hint')}</p>
      <Button size="md" disabled={demo.data === undefined} onClick={judge}>
        {t('demo.action')}
      </Button>
    </>
  );
}
