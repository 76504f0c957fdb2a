import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditEntry, AuditKind } from '../../../../shared/log.ts';
import { useFormats } from '../../../ui/use-formats.ts';
import classes from './audit-topic.module.css';

/** The entries of the trail, each with what was recorded. */
export function AuditList({ entries }: { readonly entries: readonly AuditEntry[] }): JSX.Element {
  const { t } = useTranslation('settings');
  const formats = useFormats();
  return (
    <table className={classes.trail}>
      <caption className="visually-hidden">{t('topic.audit')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('audit.column.at')}</th>
          <th scope="col">{t('audit.column.who')}</th>
          <th scope="col">{t('audit.column.what')}</th>
          <th scope="col">{t('audit.column.details')}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map(({ seq, at, kind, actor, payload }) => (
          <tr key={seq}>
            <td title={at}>{formats.date(at)}</td>
            <td>
              {actor.name}
              <small>{t(`audit.via.${actor.via}`)}</small>
            </td>
            <td>{t(`did.${keyOf(kind)}`)}</td>
            <td>
              <details>
                <summary>{t('audit.entry', { seq })}</summary>
                <pre>{JSON.stringify(payload, null, 1)}</pre>
              </details>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type KeyOf<Kind extends string> = Kind extends `${infer Group}.${infer Deed}`
  ? `${Group}-${Deed}`
  : never;

/** Points part the levels of the translations. */
function keyOf(kind: AuditKind): KeyOf<AuditKind> {
  return kind.replace('.', '-') as KeyOf<AuditKind>;
}
