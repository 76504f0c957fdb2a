import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { ToolButton } from '../../ui/tool-button.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import { LayerButtons } from '../../ui/viewer/layer-buttons.tsx';
import type { StageActions } from '../../ui/viewer/use-stage-actions.ts';
import type { Size } from '../../ui/viewer/view.ts';
import { useView, type ViewStore } from '../../ui/viewer/view-store.ts';
import classes from './stage-tools.module.css';

export interface StageToolsProps {
  readonly name: string;
  readonly size: Size | null;
  /** CSS pixels a picture pixel at zoom 1; null until the picture is there. */
  readonly fitScale: number | null;
  readonly view: ViewStore;
  readonly actions: StageActions;
  readonly held: boolean;
  /** Holding means something only beside other pictures. */
  readonly canHold: boolean;
  readonly onHold: () => void;
}

/** Everything that changes how the picture is looked at, and nothing that changes the verdict. */
export function StageTools(props: StageToolsProps): JSX.Element {
  const { name, size, fitScale, view, actions, held, canHold, onHold } = props;
  const { t } = useTranslation(['inspect', 'viewer']);
  const formats = useFormats();
  const { zoom } = useView(view);
  return (
    <div className={classes.tools} role="toolbar" aria-label={t('viewer:tools')}>
      <ToolButton icon="fit" label={t('viewer:fit')} onClick={actions.fit} />
      <ToolButton icon="minus" label={t('viewer:zoomOut')} onClick={actions.zoomOut} />
      <ToolButton icon="plus" label={t('viewer:zoomIn')} onClick={actions.zoomIn} />
      <ToolButton
        icon="actual"
        label={t('viewer:actual')}
        hint={t('viewer:actualHint')}
        onClick={actions.actual}
      />
      <i className={classes.gap} />
      <LayerButtons />
      {canHold && (
        <>
          <i className={classes.gap} />
          <ToolButton
            icon="hold"
            label={t('hold')}
            hint={t('holdHint')}
            pressed={held}
            onClick={onHold}
          />
        </>
      )}
      <div className={classes.picture}>
        <strong title={name}>{name}</strong>
        <span>
          {size !== null && t('facts.size', { width: size.width, height: size.height })}
          {fitScale !== null && ` · ${formats.percent(fitScale * zoom)}`}
        </span>
      </div>
    </div>
  );
}
