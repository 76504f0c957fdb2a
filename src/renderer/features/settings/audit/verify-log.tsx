import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type JSX, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogVerification } from '../../../../shared/log-verification.ts';
import { verifyLog } from '../../../api/audit.ts';
import { isAbort, toProblem } from '../../../api/problem.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { useFormats } from '../../../ui/use-formats.ts';
import classes from './audit-topic.module.css';

/** Walks the whole log on request and says whether anybody touched it. */
export function VerifyLog(): JSX.Element {
  const { t } = useTranslation('settings');
  const abort = useRef<AbortController>(null);
  const check = useMutation({
    mutationFn: () => {
      abort.current = new AbortController();
      return verifyLog(abort.current.signal);
    },
    networkMode: 'always',
  });
  useEffect(() => () => abort.current?.abort(), []);
  return (
    <div className={classes.verify}>
      <p className={classes.note}>{t('verify.hint')}</p>
      <div className={classes.buttons}>
        <Button
          variant="default"
          size="md"
          loading={check.isPending}
          onClick={() => check.mutate()}
        >
          {t('verify.start')}
        </Button>
        {check.isPending && (
          <Button variant="default" size="md" onClick={() => abort.current?.abort()}>
            {t('cancel')}
          </Button>
        )}
      </div>
      <div role="status">{check.isSuccess && <Answer found={check.data} />}</div>
      {check.isError && !isAbort(check.error) && (
        <ProblemNote title={t('verify.failed')} problem={toProblem(check.error)} />
      )}
    </div>
  );
}

function Answer({ found }: { readonly found: LogVerification }): JSX.Element {
  const { t } = useTranslation('settings');
  const formats = useFormats();
  const { ok, problem, head } = found;
  return (
    <div className={classes.answer} data-ok={ok}>
      <strong>{t(ok ? 'verify.ok' : 'verify.broken')}</strong>
      <p>
        {problem === null
          ? t('verify.counts', {
              audit: formats.count(found.auditRows),
              inspections: formats.count(found.inspections),
              dispositions: formats.count(found.dispositions),
              seals: formats.count(found.seals),
            })
          : problem.message}
      </p>
      {head !== null && (
        <p>
          {t('verify.head')} <code>{head}</code>
        </p>
      )}
    </div>
  );
}
