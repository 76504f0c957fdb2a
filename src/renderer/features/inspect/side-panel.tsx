import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelKind } from '../../../shared/domain.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { ConfidenceSlider } from './confidence-slider.tsx';
import { DetectionList } from './detection-list.tsx';
import type { Highlight } from './highlight.ts';
import type { RowGroup } from './rows.ts';
import type { Shown } from './shown.ts';
import classes from './side-panel.module.css';
import { desk } from './use-desk.ts';
import { VerdictPanel } from './verdict-panel.tsx';

export interface SidePanelProps {
  readonly name: string;
  readonly model: ModelKind;
  readonly shown: Shown;
  /** The other model's, while both are compared. */
  readonly other: Shown | null;
  readonly groups: readonly RowGroup[];
  readonly threshold: number;
  readonly standard: number;
  readonly onThreshold: (threshold: number) => void;
  readonly hovered: Highlight;
  readonly selected: Highlight;
  readonly onHover: (lit: Highlight) => void;
  readonly onSelect: (lit: Highlight) => void;
}

/** The verdict, why, and what can be done about it. */
export function SidePanel(props: SidePanelProps): JSX.Element {
  const { name, model, shown, other, groups, threshold, standard, onThreshold } = props;
  const { t } = useTranslation(['inspect', 'frame']);
  const warnings = shown.step === 'judged' ? shown.inspection.warnings : [];
  return (
    <aside className={classes.side} aria-label={t('verdict.region')}>
      <VerdictPanel name={name} shown={shown} />
      {other !== null && <Agreement model={model} shown={shown} other={other} />}
      <ConfidenceSlider value={threshold} standard={standard} onChange={onThreshold} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by key */}
      <section className={classes.scroll} tabIndex={0} aria-label={t('details')}>
        {shown.step === 'problem' && (
          <div className={classes.problem}>
            <ProblemNote title={t(`problem.${shown.cause}`)} problem={shown.problem}>
              <Button variant="default" size="lg" onClick={() => desk.judgeAgain()}>
                {t('judgeAgain')}
              </Button>
            </ProblemNote>
          </div>
        )}
        {shown.step === 'cancelled' && (
          <div className={classes.problem}>
            <Button variant="default" size="lg" onClick={() => desk.judgeAgain()}>
              {t('judgeAgain')}
            </Button>
          </div>
        )}
        <DetectionList
          groups={groups}
          shown={shown}
          threshold={threshold}
          hovered={props.hovered}
          selected={props.selected}
          onHover={props.onHover}
          onSelect={props.onSelect}
        />
        {warnings.length > 0 && (
          <section className={classes.warnings} aria-label={t('warnings')}>
            {warnings.map((warning) => (
              <p key={warning}>{warning}</p>
            ))}
          </section>
        )}
      </section>
    </aside>
  );
}

/** Whether the two models come to the same verdict, once both have. */
function Agreement(props: {
  readonly model: ModelKind;
  readonly shown: Shown;
  readonly other: Shown;
}): JSX.Element | null {
  const { model, shown, other } = props;
  const { t } = useTranslation(['inspect', 'frame']);
  if (shown.step !== 'judged' || other.step !== 'judged') return null;
  const word = (one: typeof shown): string => t(`frame:verdict.${one.verdict}`);
  const [yolo, mask2former] = model === 'yolo' ? [shown, other] : [other, shown];
  return (
    <p className={classes.agreement} data-disagree={shown.verdict !== other.verdict}>
      {shown.verdict === other.verdict
        ? t('verdict.agree', { verdict: word(shown) })
        : t('verdict.disagree', { yolo: word(yolo), mask2former: word(mask2former) })}
    </p>
  );
}
