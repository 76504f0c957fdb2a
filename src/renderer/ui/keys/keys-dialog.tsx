import { Kbd, Modal, Switch } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../preferences.ts';
import type { Chord } from './chord.ts';
import { type KeyGroup, useKeyList } from './key-provider.tsx';
import classes from './keys-dialog.module.css';

const GROUPS: readonly KeyGroup[] = ['screen', 'picture', 'go', 'help'];

export interface KeysDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** All keys that work at this moment, read from the bindings themselves. */
export function KeysDialog({ opened, onClose }: KeysDialogProps): JSX.Element {
  const { t } = useTranslation('frame');
  const bindings = useKeyList();
  const [{ singleKeys }, prefer] = usePreferences();
  return (
    // Mantine's scroll lock writes a <style> element, which our policy forbids; the page does not scroll.
    <Modal.Root opened={opened} onClose={onClose} size={760} lockScroll={false}>
      <Modal.Overlay />
      <Modal.Content className={classes.content ?? ''}>
        {/* Not Modal.Header: its <header> would be a second banner beside the bar's. */}
        <div className={classes.head}>
          <Modal.Title className={classes.title ?? ''}>{t('keys.title')}</Modal.Title>
          <Modal.CloseButton aria-label={t('keys.close')} size={44} />
        </div>
        <div className={classes.groups}>
          {GROUPS.map((group) => {
            const rows = bindings.filter((binding) => binding.group === group);
            if (rows.length === 0) return null;
            return (
              <section key={group}>
                <h3>{t(`keys.group.${group}`)}</h3>
                <dl>
                  {rows.map(({ chords, label }) => (
                    <div key={label} className={classes.row}>
                      <dt>{label}</dt>
                      <dd>{chords[0] !== undefined && <ChordKeys chord={chords[0]} />}</dd>
                    </div>
                  ))}
                </dl>
              </section>
            );
          })}
        </div>
        <Switch
          checked={singleKeys}
          onChange={(event) => prefer({ singleKeys: event.currentTarget.checked })}
          label={t('keys.single')}
          description={t('keys.singleHint')}
        />
      </Modal.Content>
    </Modal.Root>
  );
}

function ChordKeys({ chord }: { readonly chord: Chord }): JSX.Element {
  const { t } = useTranslation('frame');
  const names = t('keys.names', { returnObjects: true }) as Readonly<Record<string, string>>;
  const parts = chord === '+' ? ['+'] : chord.split('+');
  return (
    <>
      {parts.map((part) => (
        <Kbd key={part}>{names[part] ?? part}</Kbd>
      ))}
    </>
  );
}
