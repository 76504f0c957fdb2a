import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Inspection, ModelKind } from '../../../shared/domain.ts';
import { modelsQuery } from '../../api/queries.ts';
import { InBar } from '../../ui/bar-slot.tsx';
import { ToolButton } from '../../ui/tool-button.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import classes from './inspect-bar.module.css';
import { ModeSwitch } from './live/mode-switch.tsx';
import { desk } from './use-desk.ts';

export interface InspectBarProps {
  readonly model: ModelKind;
  readonly compare: boolean;
  readonly inspection: Inspection | null;
}

/** The switch between the models, and what really judged the picture at hand. */
export function InspectBar({ model, compare, inspection }: InspectBarProps): JSX.Element {
  const { t } = useTranslation(['inspect', 'frame']);
  const formats = useFormats();
  const { data: installed } = useQuery(modelsQuery);
  const none = t('facts.none');
  const used = installed?.models.find(({ sha256 }) => sha256 === inspection?.model?.sha256);
  const timings = inspection?.timings;
  const ms = formats.milliseconds;
  return (
    <InBar>
      <ModeSwitch />
      <SegmentedControl
        aria-label={t('model')}
        classNames={{ root: classes.switch ?? '', indicator: classes.indicator ?? '' }}
        size="lg"
        value={model}
        onChange={(value) => desk.setModel(value)}
        data={[
          { value: 'yolo' as const, label: t('frame:model.yolo') },
          { value: 'mask2former' as const, label: t('frame:model.mask2former') },
        ]}
      />
      <ToolButton
        icon="compare"
        label={t('compare')}
        hint={t('compareHint')}
        pressed={compare}
        onClick={() => desk.setCompare(!compare)}
      />
      <dl className={classes.facts}>
        <div>
          <dt>{t('facts.device')}</dt>
          <dd>{inspection?.device ? t(`frame:device.${inspection.device}`) : none}</dd>
        </div>
        <div className={classes.modelName}>
          <dt>{t('facts.model')}</dt>
          <dd title={inspection?.model?.sha256}>
            {used ? `${used.name} ${used.version}` : (inspection?.model?.ref ?? none)}
          </dd>
        </div>
        <div>
          <dt>{t('facts.time')}</dt>
          <dd
            title={
              timings &&
              t('facts.timings', {
                decode: ms(timings.decodeMs),
                preprocess: ms(timings.preprocessMs),
                inference: ms(timings.inferenceMs),
                postprocess: ms(timings.postprocessMs),
              })
            }
          >
            {timings ? t('facts.milliseconds', { ms: ms(timings.totalMs) }) : none}
          </dd>
        </div>
      </dl>
    </InBar>
  );
}
