import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { licencesQuery } from '../../api/licences.ts';
import { toProblem } from '../../api/problem.ts';
import { stationQuery } from '../../api/queries.ts';
import { openFirstSteps } from '../../ui/first-steps.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import classes from './facts.module.css';
import { Topic } from './topic.tsx';

/** Which version this is, and whose work it is made of. */
export function AboutTopic(): JSX.Element {
  const { t } = useTranslation(['settings', 'firstSteps']);
  const { data: station } = useQuery(stationQuery);
  const [isOpen, setOpen] = useState(false);
  return (
    <Topic name="about" title={t('topic.about')}>
      {station !== undefined && (
        <p>{t('about.version', { ...station, host: t(`about.host.${station.host}`) })}</p>
      )}
      <p className={classes.note}>{t('about.licence')}</p>
      <Button variant="default" size="md" onClick={openFirstSteps}>
        {t('firstSteps:show')}
      </Button>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{t('about.licences')}</summary>
        {isOpen && <Packages />}
      </details>
    </Topic>
  );
}

function Packages(): JSX.Element {
  const { t } = useTranslation('settings');
  const licences = useQuery(licencesQuery);
  if (licences.isPending) return <p role="status">{t('loading')}</p>;
  if (licences.isError) {
    return <ProblemNote title={t('about.failed')} problem={toProblem(licences.error)} />;
  }
  return (
    <table className={classes.facts}>
      <caption className="visually-hidden">{t('about.licences')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('about.package')}</th>
          <th scope="col">{t('about.packageVersion')}</th>
          <th scope="col">{t('about.packageLicence')}</th>
        </tr>
      </thead>
      <tbody>
        {licences.data.packages.map(({ name, version, licence, text }) => (
          <tr key={`${name}@${version}`}>
            <th scope="row">{name}</th>
            <td>{version}</td>
            <td>
              {text === null ? (
                licence
              ) : (
                <details>
                  <summary>{licence}</summary>
                  {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by key */}
                  <pre tabIndex={0}>{text}</pre>
                </details>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
