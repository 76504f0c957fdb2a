import { Switch, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { DeviceWishSchema } from '../../../../shared/domain.ts';
import { modelsQuery } from '../../../api/queries.ts';
import { BandFields, SCORE } from './band-fields.tsx';
import { ChoiceField } from './choice-field.tsx';
import classes from './form.module.css';
import { fieldId, useForm } from './form-context.ts';
import { NumberField } from './number-field.tsx';
import { Section } from './section.tsx';

const TILES = { size: { pixels: 640 }, overlap: 0.2, whole: true };

/** Which model looks, how, and from which score a detection counts. */
export function ModelSection(): JSX.Element {
  const { t } = useTranslation(['recipes', 'frame']);
  const { draft, set } = useForm();
  const installed = useQuery(modelsQuery).data?.models ?? [];
  const refs = [
    ...new Set([
      ...installed.map(({ name }) => name),
      ...installed.map(({ name, version }) => `${name}:${version}`),
      draft.model,
    ]),
  ].filter((ref) => ref !== 'yolo' && ref !== 'mask2former');
  return (
    <Section title={t('section.model')} hint={t('section.modelHint')}>
      <Textarea
        id={fieldId(['description'])}
        size="sm"
        rows={2}
        label={t('field.description')}
        value={draft.description}
        onChange={(event) => set(['description'], event.currentTarget.value)}
      />
      <div className={classes.pair}>
        <ChoiceField
          path={['model']}
          label={t('field.model')}
          value={draft.model}
          options={[
            ...(['yolo', 'mask2former'] as const).map((kind) => ({
              value: kind as string,
              label: t('liveModel', { model: t(`frame:model.${kind}`) }),
            })),
            ...refs.map((ref) => ({ value: ref, label: ref })),
          ]}
          onChange={(model) => set(['model'], model)}
        />
        <ChoiceField
          path={['device']}
          label={t('field.device')}
          value={draft.device}
          options={DeviceWishSchema.options.map((value) => ({
            value,
            label: value === 'auto' ? t('deviceAuto') : t(`frame:device.${value}`),
          }))}
          onChange={(device) => set(['device'], device)}
        />
      </div>
      <NumberField path={['minimumScore']} label={t('field.minimumScore')} slider={SCORE} />
      <BandFields path={['reviewBand']} inherits={false} />
      <TilingFields />
    </Section>
  );
}

type TilingKind = 'model' | 'whole' | 'pixels' | 'share';

function TilingFields(): JSX.Element {
  const { t } = useTranslation('recipes');
  const { draft, set } = useForm();
  const { tiling } = draft;
  const kind: TilingKind =
    tiling === undefined
      ? 'model'
      : tiling === null
        ? 'whole'
        : 'pixels' in tiling.size
          ? 'pixels'
          : 'share';
  const choose = (chosen: TilingKind): void => {
    if (chosen === 'model') set(['tiling'], undefined);
    else if (chosen === 'whole') set(['tiling'], null);
    else {
      const size = chosen === 'pixels' ? TILES.size : { share: 0.5 };
      set(['tiling'], { ...(tiling ?? TILES), size });
    }
  };
  return (
    <>
      <ChoiceField<TilingKind>
        path={['tiling']}
        label={t('field.tiling')}
        value={kind}
        options={(['model', 'whole', 'pixels', 'share'] as const).map((value) => ({
          value,
          label: t(`tiling.${value}`),
        }))}
        onChange={choose}
      />
      {(kind === 'pixels' || kind === 'share') && (
        <div className={classes.pair}>
          <NumberField
            path={['tiling', 'size', kind]}
            label={t(`field.${kind}`)}
            unit={kind === 'pixels' ? t('unit.px') : undefined}
          />
          <NumberField path={['tiling', 'overlap']} label={t('field.overlap')} />
          <Switch
            size="md"
            className={classes.switch ?? ''}
            label={t('field.whole')}
            checked={tiling?.whole === true}
            onChange={(event) => set(['tiling', 'whole'], event.currentTarget.checked)}
          />
        </div>
      )}
    </>
  );
}
