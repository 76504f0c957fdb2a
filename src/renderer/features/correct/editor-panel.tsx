import { Button, Textarea } from '@mantine/core';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { classColour } from '../../../shared/palette.ts';
import { goToAddress } from '../../ui/address.ts';
import { parseAddress } from '../../ui/address-text.ts';
import { fileName } from '../../ui/file-name.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { RightNote } from '../../ui/right-note.tsx';
import { ToolButton } from '../../ui/tool-button.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import classes from './correct-screen.module.css';
import type { CorrectionEditor } from './use-editor.ts';

export interface EditorPanelProps {
  readonly file: string;
  readonly editor: CorrectionEditor;
  readonly names: readonly string[];
  /** Of what is selected, else of what is drawn next. */
  readonly className: string;
  readonly onClass: (name: string) => void;
  readonly remark: string;
  readonly onRemark: (remark: string) => void;
  readonly maySave: boolean;
  readonly onSave: (isOver?: boolean) => void;
  readonly back: string;
}

/** What is in the picture, as a list for keyboard and readers, and what becomes of it. */
export function EditorPanel(props: EditorPanelProps): JSX.Element {
  const { file, editor, names, className, onClass, remark, onRemark, maySave, onSave, back } =
    props;
  const { draft, selected, isSaving, problem } = editor;
  const { t } = useTranslation('correct');
  const formats = useFormats();
  return (
    <aside className={classes.side} aria-label={t('annotations')}>
      <h2 className={classes.file} title={file}>
        {fileName(file)}
      </h2>
      <ClassField key={className} className={className} names={names} onClass={onClass} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by key */}
      <section className={classes.scroll} tabIndex={0} aria-label={t('list')}>
        {draft.length === 0 && <p>{t('nothing')}</p>}
        <ol className={classes.list}>
          {draft.map(({ key, className: name, detection, mask }, index) => (
            <li key={key}>
              <button
                type="button"
                aria-pressed={key === selected}
                onClick={() => editor.select(key === selected ? null : key)}
              >
                <svg viewBox="0 0 10 10" aria-hidden="true">
                  <rect width="10" height="10" rx="2" fill={classColour(names.indexOf(name)).hex} />
                </svg>
                <span>{index + 1}</span>
                <strong>{name}</strong>
                <span className={classes.quiet}>
                  {t(detection === null ? 'byPerson' : 'byModel')}
                  {' · '}
                  {t(mask === null ? 'isBox' : 'isMask')}
                </span>
              </button>
            </li>
          ))}
        </ol>
      </section>
      <div className={classes.steps}>
        <ToolButton
          icon="clear"
          label={t('delete')}
          disabled={selected === null}
          onClick={editor.remove}
        />
        <ToolButton
          icon="undo"
          label={t('undo')}
          disabled={!editor.canUndo}
          onClick={editor.undo}
        />
        <ToolButton
          icon="redo"
          label={t('redo')}
          disabled={!editor.canRedo}
          onClick={editor.redo}
        />
        <ToolButton
          icon="again"
          label={t('reset')}
          hint={t('resetHint')}
          disabled={editor.isModel}
          onClick={editor.reset}
        />
      </div>
      <Textarea
        label={t('remark')}
        value={remark}
        maxLength={2_000}
        onChange={(event) => onRemark(event.currentTarget.value)}
      />
      <RightNote right="dispose" />
      {problem !== null && (
        <ProblemNote title={t('notSaved')} problem={problem}>
          {problem.code === 'CORRECTION_OUTDATED' && (
            <Button size="md" variant="default" onClick={() => onSave(true)}>
              {t('saveOver')}
            </Button>
          )}
        </ProblemNote>
      )}
      <p className={classes.saved} role="status">
        {isSaving && t('saving')}
        {!isSaving && !editor.isDirty && editor.savedAt !== null
          ? t('saved', { time: formats.moment(editor.savedAt) })
          : null}
      </p>
      <div className={classes.actions}>
        <Button size="lg" variant="default" onClick={() => goToAddress(parseAddress(back))}>
          {t('back')}
        </Button>
        <Button
          size="lg"
          disabled={!maySave || !editor.isDirty}
          loading={isSaving}
          onClick={() => onSave()}
        >
          {t('save')}
        </Button>
      </div>
    </aside>
  );
}

/** One of the known classes, or any other: taken over when the field is left, or by Enter. */
function ClassField(props: {
  readonly className: string;
  readonly names: readonly string[];
  readonly onClass: (name: string) => void;
}): JSX.Element {
  const { className, names, onClass } = props;
  const { t } = useTranslation('correct');
  const [text, setText] = useState(className);
  const take = (name: string): void => {
    const trimmed = name.trim();
    if (trimmed === '') setText(className);
    else if (trimmed !== className) onClass(trimmed);
  };
  return (
    <label className={classes.classField}>
      <span>{t('class')}</span>
      <input
        list="correct-classes"
        value={text}
        maxLength={64}
        onChange={({ currentTarget: { value } }) => {
          setText(value);
          if (names.includes(value)) take(value);
        }}
        onBlur={() => take(text)}
        onKeyDown={({ key }) => key === 'Enter' && take(text)}
      />
      <datalist id="correct-classes">
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </label>
  );
}
