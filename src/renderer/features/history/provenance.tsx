import { Button, CopyButton } from '@mantine/core';
import type { JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '../../../shared/history-entry.ts';
import { useFormats } from '../../ui/use-formats.ts';
import classes from './provenance.module.css';
import { RecipeDiff } from './recipe-diff.tsx';

/** What judged it, with what, from where: enough to do it again. */
export function Provenance({ entry }: { readonly entry: HistoryEntry }): JSX.Element {
  const { t } = useTranslation(['history', 'frame', 'viewer']);
  const formats = useFormats();
  const { part, model, recipe, thresholds, timings, source } = entry;
  const ms = formats.milliseconds;
  return (
    <section aria-label={t('provenance.title')}>
      <h3 className={classes.title}>{t('provenance.title')}</h3>
      <dl className={classes.list}>
        <Row name={t('provenance.at')}>
          {formats.moment(entry.at)}{' '}
          <span className={classes.utc}>{t('utc', { time: entry.at })}</span>
        </Row>
        {(['serial', 'lot', 'station', 'side', 'time'] as const).map((name) =>
          part?.[name] === undefined ? null : (
            <Row key={name} name={t(`part.${name}`)}>
              {part[name]}
            </Row>
          ),
        )}
        <Row name={t('provenance.source')}>
          {t(`source.${source.kind}`)}
          {entry.person !== null && ` · ${entry.person.name}`}
        </Row>
        <Row name={t('provenance.path')}>{entry.path}</Row>
        <Row name={t('provenance.size')}>
          {entry.width === null || entry.height === null
            ? t('none')
            : t('provenance.pixels', { width: entry.width, height: entry.height })}
          {entry.pictureBytes !== null && ` · ${formats.bytes(entry.pictureBytes)}`}
        </Row>
        <Row name={t('provenance.model')}>
          {model === null ? t('none') : `${t(`frame:model.${model.kind}`)} · ${model.ref}`}
        </Row>
        {model !== null && <Code name={t('provenance.modelSha256')} text={model.sha256} />}
        <Row name={t('provenance.recipe')}>
          {recipe === null
            ? t('none')
            : t('provenance.revision', { name: recipe.name, revision: recipe.revision })}
          {recipe !== null && <RecipeDiff {...recipe} />}
        </Row>
        <Row name={t('provenance.device')}>
          {entry.device === null ? t('none') : t(`frame:device.${entry.device}`)}
        </Row>
        <Row name={t('provenance.time')}>
          {t('provenance.timings', {
            total: ms(timings.totalMs),
            decode: ms(timings.decodeMs),
            preprocess: ms(timings.preprocessMs),
            inference: ms(timings.inferenceMs),
            postprocess: ms(timings.postprocessMs),
          })}
        </Row>
        <Row name={t('provenance.thresholds')}>
          {t('provenance.floor', { floor: formats.score(thresholds.floor) })}
          {thresholds.confidence !== null &&
            `, ${t('provenance.confidence', { score: formats.score(thresholds.confidence) })}`}
          {thresholds.iou !== null &&
            `, ${t('provenance.iou', { iou: formats.score(thresholds.iou) })}`}
          {thresholds.tiling !== 'model' &&
            `, ${t(thresholds.tiling === null ? 'provenance.untiled' : 'provenance.tiled')}`}
        </Row>
        <Row name={t('provenance.software')}>{entry.software}</Row>
        {entry.warnings.map((warning) => (
          <Row key={warning} name={t('provenance.note')}>
            {warning}
          </Row>
        ))}
        {entry.sha256 !== null && <Code name={t('provenance.pictureSha256')} text={entry.sha256} />}
        <Code name={t('provenance.id')} text={entry.id} />
        <Code name={t('provenance.digest')} text={entry.digest} />
      </dl>
    </section>
  );
}

function Row(props: { readonly name: string; readonly children: ReactNode }): JSX.Element {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function Code({ name, text }: { readonly name: string; readonly text: string }): JSX.Element {
  const { t } = useTranslation(['history', 'frame']);
  return (
    <div>
      <dt>{name}</dt>
      <dd className={classes.code}>
        <code title={text}>{text}</code>
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              size="compact-md"
              aria-label={t('provenance.copy', { name })}
              onClick={copy}
            >
              {copied ? t('frame:problem.copied') : t('copy')}
            </Button>
          )}
        </CopyButton>
      </dd>
    </div>
  );
}
