import { type JSX, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '../../../shared/history-entry.ts';
import { classColour } from '../../../shared/palette.ts';
import { pictureOf } from '../../api/history.ts';
import { fileName } from '../../ui/file-name.ts';
import { ToolButton } from '../../ui/tool-button.tsx';
import { type Outlined, outlinedShapes } from '../../ui/viewer/outlined.ts';
import { PictureViewer } from '../../ui/viewer/picture-viewer.tsx';
import type { StageTool } from '../../ui/viewer/stage-tool.ts';
import { useLayers } from '../../ui/viewer/use-shapes.ts';
import { type StageGeometry, useStageActions } from '../../ui/viewer/use-stage-actions.ts';
import { useViewKeys } from '../../ui/viewer/use-view-keys.ts';
import { createViewStore } from '../../ui/viewer/view-store.ts';
import classes from './correct-screen.module.css';
import type { PictureSize } from './draft.ts';
import { LARGEST_RADIUS, TOOLS, type ToolName } from './tool-names.ts';
import { BoxTool, BrushTool } from './tools.ts';
import type { CorrectionEditor } from './use-editor.ts';
import { useSpace } from './use-space.ts';

const ICONS = { select: 'pointer', box: 'boxes', paint: 'brush', cut: 'eraser' } as const;
/** Of what is being cut off: seen on every class's colour. */
const CUT_COLOUR = '#ffffff';

export interface EditorStageProps {
  readonly entry: HistoryEntry;
  readonly size: PictureSize;
  readonly editor: CorrectionEditor;
  /** The classes, by whose place they are coloured. */
  readonly names: readonly string[];
  /** Of what is drawn next. */
  readonly className: string;
  readonly tool: ToolName;
  /** Of the brush, in picture pixels. */
  readonly radius: number;
  readonly onTool: (tool: ToolName) => void;
  readonly onRadius: (radius: number) => void;
}

/** The picture with its annotations, and the tools that change them. */
export function EditorStage(props: EditorStageProps): JSX.Element {
  const { entry, size, editor, names, className, tool, radius, onTool, onRadius } = props;
  const { draft, selected } = editor;
  const { t } = useTranslation(['correct', 'viewer']);
  const view = useMemo(createViewStore, []);
  const [geometry, setGeometry] = useState<StageGeometry | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const actions = useStageActions(view, geometry);
  const layers = useLayers();
  useViewKeys(actions);
  const isMoving = useSpace();
  const shapes = useMemo(
    () =>
      outlinedShapes(
        draft.map(
          ({ className: name, ...each }, index): Outlined => ({
            ...each,
            label: `${index + 1} ${name}`,
            colour: classColour(names.indexOf(name)).hex,
          }),
        ),
      ),
    [draft, names],
  );
  const at = draft.findIndex(({ key }) => key === selected);
  const stageTool = useMemo<StageTool | undefined>(() => {
    const colour = classColour(Math.max(0, names.indexOf(className))).hex;
    switch (tool) {
      case 'select':
        return undefined;
      case 'box':
        return new BoxTool({
          ...{ isMoving, colour, picture: size },
          onBox: (box) => editor.addBox(box, className),
        });
      case 'paint':
        return new BrushTool({
          ...{ isMoving, colour, radius, within: null },
          onStroke: (points) => editor.paint(points, radius, className),
        });
      case 'cut':
        return new BrushTool({
          ...{
            isMoving,
            radius,
            colour: CUT_COLOUR,
            within: shapes[at]?.outline() ?? new Path2D(),
          },
          onStroke: (points) => editor.cutOff(points, radius),
        });
    }
  }, [tool, isMoving, size, radius, className, names, shapes, at, editor]);
  const hint =
    tool === 'cut' && (at === -1 || draft[at]?.mask === null)
      ? t(at === -1 ? 'hint.cutNothing' : 'hint.cutBox')
      : t(`hint.${tool}`);
  return (
    <div className={classes.look}>
      <PictureViewer
        name={fileName(entry.file)}
        url={pictureOf(entry.id)}
        size={size}
        view={view}
        shapes={shapes}
        layers={layers}
        hovered={hovered}
        selected={at === -1 ? null : at}
        tool={stageTool}
        onHover={setHovered}
        onSelect={(index) => editor.select(index === null ? null : (draft[index]?.key ?? null))}
        onStage={setGeometry}
      />
      <p className={classes.hint}>{hint}</p>
      <div className={classes.tools} role="toolbar" aria-label={t('tools')}>
        {TOOLS.map((name) => (
          <ToolButton
            key={name}
            icon={ICONS[name]}
            label={t(`tool.${name}`)}
            pressed={name === tool}
            onClick={() => onTool(name)}
          />
        ))}
        <label className={classes.brush}>
          <span>{t('brush', { size: 2 * radius })}</span>
          <input
            type="range"
            min={1}
            max={LARGEST_RADIUS}
            value={radius}
            onChange={(event) => onRadius(event.currentTarget.valueAsNumber)}
          />
        </label>
        <ToolButton icon="fit" label={t('viewer:fit')} onClick={actions.fit} />
        <ToolButton icon="minus" label={t('viewer:zoomOut')} onClick={actions.zoomOut} />
        <ToolButton icon="plus" label={t('viewer:zoomIn')} onClick={actions.zoomIn} />
      </div>
    </div>
  );
}
