import { useQuery } from '@tanstack/react-query';
import { type JSX, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Correction } from '../../../shared/corrections.ts';
import type { HistoryEntry } from '../../../shared/history-entry.ts';
import { modelsQuery } from '../../api/queries.ts';
import { useRight } from '../../api/session.ts';
import type { Address } from '../../ui/address-text.ts';
import { LeaveQuestion } from '../../ui/leave-question.tsx';
import classes from './correct-screen.module.css';
import type { PictureSize } from './draft.ts';
import { EditorPanel } from './editor-panel.tsx';
import { EditorStage } from './editor-stage.tsx';
import type { ToolName } from './tool-names.ts';
import { useCorrectKeys } from './use-correct-keys.ts';
import { useEditor } from './use-editor.ts';

export interface EditorProps {
  readonly entry: HistoryEntry;
  readonly size: PictureSize;
  readonly latest: Correction | null;
  /** Where one came from. */
  readonly back: string;
}

/** The picture and its annotations, side by side. */
export function Editor({ entry, size, latest, back }: EditorProps): JSX.Element {
  const { id, model } = entry;
  const { t } = useTranslation('correct');
  const editor = useEditor(entry, size, latest);
  const { draft, selected } = editor;
  const { data: installed } = useQuery(modelsQuery);
  const maySave = useRight('dispose') === true;
  const [tool, setTool] = useState<ToolName>('select');
  const [radius, setRadius] = useState(() => firstRadius(size));
  const [remark, setRemark] = useState(latest?.remark ?? '');
  const names = useMemo(() => {
    const version = installed?.models.find(({ sha256 }) => sha256 === model?.sha256);
    const spoken = [...entry.detections, ...draft].map(({ className }) => className);
    return [...new Set([...(version?.spec.classes ?? []), ...spoken])];
  }, [installed, model, entry, draft]);
  const [wanted, setWanted] = useState<string | null>(null);
  const one = draft.find(({ key }) => key === selected) ?? null;
  const className = one?.className ?? wanted ?? names[0] ?? t('someClass');
  const chooseClass = (name: string): void => {
    setWanted(name);
    if (one !== null && one.className !== name) editor.relabel(one.key, name);
  };
  const save = (isOver = false): void => {
    if (maySave && editor.isDirty && !editor.isSaving) editor.save(remark, isOver);
  };
  const isHere = useCallback(
    (to: Address): boolean => to.path === 'correct' && to.query.get('id') === id,
    [id],
  );
  useCorrectKeys({ editor, setTool, setRadius, save });
  return (
    <div className={classes.workplace}>
      <EditorStage
        entry={entry}
        size={size}
        editor={editor}
        names={names}
        className={className}
        tool={tool}
        radius={radius}
        onTool={setTool}
        onRadius={setRadius}
      />
      <EditorPanel
        file={entry.file}
        editor={editor}
        names={names}
        className={className}
        onClass={chooseClass}
        remark={remark}
        onRemark={setRemark}
        maySave={maySave}
        onSave={save}
        back={back}
      />
      <LeaveQuestion
        isDirty={editor.isDirty}
        isHere={isHere}
        title={t('leave.title')}
        what={t('leave.what')}
        stay={t('leave.stay')}
        ways={[{ label: t('leave.discard') }]}
      />
    </div>
  );
}

/** Some hundredth of the picture: a stroke that is seen when all of it is on the screen. */
function firstRadius({ width, height }: PictureSize): number {
  return Math.max(2, Math.round(Math.min(width, height) / 80));
}
