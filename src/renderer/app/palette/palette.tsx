import { Kbd, Modal } from '@mantine/core';
import { type JSX, type KeyboardEvent, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../../ui/preferences.ts';
import { type Command, findCommands, withRecent } from './commands.ts';
import classes from './palette.module.css';
import { useCommands } from './use-commands.ts';

export interface PaletteProps {
  readonly onClose: () => void;
}

/** Everything that can be done now, found by a few letters. */
export function Palette({ onClose }: PaletteProps): JSX.Element {
  const { t } = useTranslation('palette');
  const commands = useCommands();
  const [{ recentCommands }, prefer] = usePreferences();
  const [typed, setTyped] = useState('');
  const [place, setPlace] = useState(0);
  const id = useId();
  const found = findCommands(commands, typed, recentCommands);
  const active = Math.min(place, found.length - 1);
  const optionId = (index: number): string => `${id}-${index}`;

  const choose = (command: Command): void => {
    prefer({ recentCommands: withRecent(recentCommands, command.id) });
    onClose();
    command.run();
  };
  const step: Readonly<Record<string, () => number>> = {
    ArrowDown: () => (active + 1) % found.length,
    ArrowUp: () => (active - 1 + found.length) % found.length,
    PageDown: () => Math.min(active + 8, found.length - 1),
    PageUp: () => Math.max(active - 8, 0),
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // Signs that are still being put together (Chinese) are not meant for us.
    if (event.nativeEvent.isComposing || found.length === 0) return;
    const command = found[active];
    if (event.key === 'Enter' && command !== undefined) {
      event.preventDefault();
      choose(command);
      return;
    }
    const to = step[event.key];
    if (to === undefined) return;
    event.preventDefault();
    setPlace(to());
  };

  useEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, active]);

  return (
    // Mantine's scroll lock writes a <style> element, which our policy forbids; the page does not scroll.
    <Modal.Root opened onClose={onClose} size={640} lockScroll={false}>
      <Modal.Overlay />
      <Modal.Content className={classes.content ?? ''} aria-label={t('title')}>
        <input
          className={classes.input}
          type="text"
          role="combobox"
          aria-label={t('title')}
          aria-expanded={found.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={found.length > 0 ? optionId(active) : undefined}
          placeholder={t('placeholder')}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setPlace(0);
          }}
          onKeyDown={onKeyDown}
        />
        <p className="visually-hidden" role="status">
          {t('found', { count: found.length })}
        </p>
        <div id={`${id}-list`} className={classes.list} role="listbox" aria-label={t('list')}>
          {found.map((command, index) => (
            <Option
              key={command.id}
              id={optionId(index)}
              command={command}
              isActive={index === active}
              onPoint={() => setPlace(index)}
              onChoose={() => choose(command)}
            />
          ))}
        </div>
        {found.length === 0 && <p className={classes.none}>{t('none', { typed })}</p>}
      </Modal.Content>
    </Modal.Root>
  );
}

interface OptionProps {
  readonly id: string;
  readonly command: Command;
  readonly isActive: boolean;
  readonly onPoint: () => void;
  readonly onChoose: () => void;
}

/** The focus stays in the field, which says which one is meant. */
function Option({ id, command, isActive, onPoint, onChoose }: OptionProps): JSX.Element {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above takes the keys for its list
    <div
      id={id}
      className={classes.option}
      role="option"
      aria-selected={isActive}
      tabIndex={-1}
      onPointerMove={onPoint}
      onClick={onChoose}
    >
      <span>{command.label}</span>
      <small>{command.kind}</small>
      {command.chord !== undefined && <Kbd>{command.chord}</Kbd>}
    </div>
  );
}
