import { Button, TextInput } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { formatPath } from '../../../../shared/recipes/refusal.ts';
import { addPolygon, removePolygon } from '../regions.ts';
import classes from './form.module.css';
import { fieldId, useForm } from './form-context.ts';
import { NumberField } from './number-field.tsx';
import { Section } from './section.tsx';

const MIDDLE = [
  [0.25, 0.25],
  [0.75, 0.25],
  [0.75, 0.75],
  [0.25, 0.75],
] as const;

/** Where the recipe looks, and where not: drawn in the picture or as numbers. */
export function RegionsSection(): JSX.Element {
  const { t } = useTranslation('recipes');
  return (
    <Section title={t('section.regions')} hint={t('section.regionsHint')}>
      <GroupFields kind="interest" />
      <GroupFields kind="exclusion" />
    </Section>
  );
}

type Kind = 'interest' | 'exclusion';

function GroupFields({ kind }: { readonly kind: Kind }): JSX.Element {
  const { t } = useTranslation('recipes');
  const { draft, set, drawing, draw } = useForm();
  const group = draft.regions[kind];
  return (
    <fieldset className={classes.class}>
      <legend>{t(`region.${kind}`)}</legend>
      <p className={classes.hint}>{t(`region.${kind}Hint`)}</p>
      {group !== null && (
        <NumberField
          path={['regions', kind, 'share']}
          label={t('field.regionShare')}
          slider={{ end: 1, step: 0.05 }}
        />
      )}
      {group?.polygons.map((_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a polygon may have no name but its place
        <PolygonFields key={index} kind={kind} index={index} />
      ))}
      <div className={classes.buttons}>
        <Button
          size="sm"
          variant={drawing === kind ? 'filled' : 'default'}
          aria-pressed={drawing === kind}
          onClick={() => draw(drawing === kind ? null : kind)}
        >
          {t(drawing === kind ? 'region.stop' : `region.draw_${kind}`)}
        </Button>
        <Button
          size="sm"
          variant="default"
          aria-label={t(`region.add_${kind}`)}
          onClick={() => set(['regions', kind], addPolygon(group, MIDDLE))}
        >
          {t('region.add')}
        </Button>
      </div>
    </fieldset>
  );
}

function PolygonFields(props: { readonly kind: Kind; readonly index: number }): JSX.Element | null {
  const { kind, index } = props;
  const { t } = useTranslation('recipes');
  const { draft, set, problems } = useForm();
  const group = draft.regions[kind];
  const polygon = group?.polygons[index];
  if (group === null || polygon === undefined) return null;
  const path = ['regions', kind, 'polygons', index];
  const title = `${t(`region.${kind}`)} ${index + 1}`;
  const { points } = polygon;
  const addPoint = (after: number): void => {
    const [x, y] = points[after]!;
    const [nextX, nextY] = points[(after + 1) % points.length]!;
    const middle = [round((x + nextX) / 2), round((y + nextY) / 2)];
    set([...path, 'points'], points.toSpliced(after + 1, 0, middle as [number, number]));
  };
  const refused = problems.get(formatPath([...path, 'points']));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset in a fieldset reads as one inside the other's legend
    <div role="group" className={classes.rule} aria-label={title}>
      <div className={classes.ruleHead}>
        <TextInput
          id={fieldId([...path, 'name'])}
          size="sm"
          label={t('field.regionName')}
          placeholder={title}
          value={polygon.name}
          onChange={(event) => set([...path, 'name'], event.currentTarget.value)}
        />
        <Button
          size="sm"
          variant="default"
          aria-label={t('removeNamed', { name: title })}
          onClick={() => set(['regions', kind], removePolygon(group, index))}
        >
          {t('remove')}
        </Button>
      </div>
      <details>
        <summary>{t('region.points', { count: points.length })}</summary>
        <table className={classes.measures}>
          <caption>{t('region.pointsHint')}</caption>
          <tbody>
            {points.map((_, place) => {
              const corner = t('region.corner', { title, number: place + 1 });
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: a corner has no name but its place
                <tr key={place}>
                  <th scope="row">{place + 1}</th>
                  {(['x', 'y'] as const).map((axis, part) => (
                    <td key={axis}>
                      <NumberField
                        path={[...path, 'points', place, part]}
                        label={`${corner}: ${axis}`}
                        quiet
                      />
                    </td>
                  ))}
                  <td>
                    <button
                      type="button"
                      className={classes.remove}
                      aria-label={t('region.addAfter', { corner })}
                      onClick={() => addPoint(place)}
                    >
                      +
                    </button>
                    <button
                      type="button"
                      className={classes.remove}
                      aria-label={t('removeNamed', { name: corner })}
                      disabled={points.length <= 3}
                      onClick={() => set([...path, 'points', place], undefined)}
                    >
                      ✕
                    </button>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </details>
      {refused !== undefined && <p className={classes.problem}>{refused}</p>}
    </div>
  );
}

const round = (value: number): number => Math.round(value * 1e4) / 1e4;
