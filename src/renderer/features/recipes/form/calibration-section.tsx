import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceField } from './choice-field.tsx';
import classes from './form.module.css';
import { useForm } from './form-context.ts';
import { NumberField } from './number-field.tsx';
import { Section } from './section.tsx';

type Kind = 'none' | 'scale' | 'points';

const BEGIN = {
  none: null,
  scale: { mmPerPx: 0.1 },
  points: {
    points: [
      [0.1, 0.5],
      [0.9, 0.5],
    ],
    lengthMm: 100,
  },
} as const;

/** How large a pixel is, so that limits can be in millimetres. */
export function CalibrationSection(): JSX.Element {
  const { t } = useTranslation('recipes');
  const { draft, set, drawing, draw } = useForm();
  const { calibration } = draft;
  const kind: Kind = calibration === null ? 'none' : 'mmPerPx' in calibration ? 'scale' : 'points';
  return (
    <Section title={t('section.calibration')} hint={t('section.calibrationHint')}>
      <ChoiceField<Kind>
        path={['calibration']}
        label={t('field.calibration')}
        value={kind}
        options={(['none', 'scale', 'points'] as const).map((value) => ({
          value,
          label: t(`calibration.${value}`),
        }))}
        onChange={(chosen) => set(['calibration'], BEGIN[chosen])}
      />
      {kind === 'scale' && (
        <NumberField path={['calibration', 'mmPerPx']} label={t('field.mmPerPx')} />
      )}
      {kind === 'points' && (
        <>
          <NumberField
            path={['calibration', 'lengthMm']}
            label={t('field.lengthMm')}
            unit={t('unit.mm')}
          />
          <div className={classes.points}>
            {[0, 1].map((point) =>
              (['x', 'y'] as const).map((axis, part) => (
                <NumberField
                  key={`${point}${axis}`}
                  path={['calibration', 'points', point, part]}
                  label={t('calibration.point', { number: point + 1, axis })}
                />
              )),
            )}
          </div>
          <div className={classes.buttons}>
            <Button
              size="sm"
              variant={drawing === 'scale' ? 'filled' : 'default'}
              aria-pressed={drawing === 'scale'}
              onClick={() => draw(drawing === 'scale' ? null : 'scale')}
            >
              {t(drawing === 'scale' ? 'region.stop' : 'calibration.draw')}
            </Button>
          </div>
        </>
      )}
    </Section>
  );
}
