import { useTranslation } from 'react-i18next';
import { useKeys } from '../../ui/keys/key-provider.tsx';
import { LARGEST_RADIUS, type ToolName } from './tool-names.ts';
import type { CorrectionEditor } from './use-editor.ts';

export interface CorrectKeyActions {
  readonly editor: CorrectionEditor;
  readonly setTool: (tool: ToolName) => void;
  readonly setRadius: (change: (before: number) => number) => void;
  readonly save: () => void;
}

/** A brush so much larger or smaller, by at least a pixel. */
function grown(by: number): (radius: number) => number {
  return (radius) => {
    const next = Math.round(radius * by);
    const step = next === radius ? radius + Math.sign(by - 1) : next;
    return Math.min(LARGEST_RADIUS, Math.max(1, step));
  };
}

/** Every tool by a key of its own. */
export function useCorrectKeys({ editor, setTool, setRadius, save }: CorrectKeyActions): void {
  const { t } = useTranslation('correct');
  const group = 'screen';
  const step = (by: 1 | -1): void => {
    const { draft, selected } = editor;
    if (draft.length === 0) return;
    const at = draft.findIndex(({ key }) => key === selected);
    const next = at === -1 && by === -1 ? draft.length - 1 : at + by;
    editor.select(draft[(next + draft.length) % draft.length]?.key ?? null);
  };
  useKeys([
    { chords: ['V'], group, label: t('tool.select'), run: () => setTool('select') },
    { chords: ['R'], group, label: t('tool.box'), run: () => setTool('box') },
    { chords: ['P'], group, label: t('tool.paint'), run: () => setTool('paint') },
    { chords: ['E'], group, label: t('tool.cut'), run: () => setTool('cut') },
    { chords: ['['], group, label: t('smaller'), run: () => setRadius(grown(0.8)) },
    { chords: [']'], group, label: t('larger'), run: () => setRadius(grown(1.25)) },
    { chords: ['ArrowDown'], group, label: t('next'), run: () => step(1) },
    { chords: ['ArrowUp'], group, label: t('previous'), run: () => step(-1) },
    { chords: ['Delete', 'Backspace'], group, label: t('delete'), run: editor.remove },
    { chords: ['Escape'], group, label: t('letGo'), run: () => editor.select(null) },
    { chords: ['Ctrl+Z'], group, label: t('undo'), run: editor.undo },
    { chords: ['Ctrl+Y', 'Ctrl+Shift+Z'], group, label: t('redo'), run: editor.redo },
    { chords: ['Ctrl+S'], group, label: t('save'), whileTyping: true, run: save },
  ]);
}
