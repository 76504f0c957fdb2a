import {
  createContext,
  type JSX,
  type ReactNode,
  useContext,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { type RequestProblem, toProblem } from '../../api/problem.ts';
import { changeSetting } from '../../api/settings.ts';
import classes from './saver.module.css';

export interface SettingChange {
  readonly path: readonly string[];
  readonly value: unknown;
  /** What undo goes back to. */
  readonly before: unknown;
  /** As the person knows it. */
  readonly label: string;
}

interface Saver {
  /** Resolves with what was wrong, or null when it is kept. */
  save(change: SettingChange): Promise<RequestProblem | null>;
}

const SaverContext = createContext<Saver | null>(null);

export function useSaver(): Saver {
  const saver = useContext(SaverContext);
  if (saver === null) throw new Error('useSaver needs a SettingSaver above it.');
  return saver;
}

/** Saves what is typed below it, one change after the other, and offers to take the last one back. */
export function SettingSaver({ children }: { readonly children: ReactNode }): JSX.Element {
  const { t } = useTranslation('settings');
  const [last, setLast] = useState<SettingChange | null>(null);
  const [undone, setUndone] = useState<string | null>(null);
  const queue = useRef<Promise<unknown>>(Promise.resolve());

  const saver = useMemo<Saver>(() => {
    const keep = async (change: SettingChange): Promise<RequestProblem | null> => {
      try {
        await changeSetting(change.path, change.value);
        setLast(change);
        setUndone(null);
        return null;
      } catch (error) {
        return toProblem(error);
      }
    };
    return {
      save(change) {
        const result = queue.current.then(() => keep(change));
        queue.current = result;
        return result;
      },
    };
  }, []);

  const undo = async ({ path, before, value, label }: SettingChange): Promise<void> => {
    const problem = await saver.save({ path, value: before, before: value, label });
    setLast(null);
    setUndone(problem === null ? label : null);
  };

  return (
    <SaverContext value={saver}>
      {children}
      <div className={classes.strip} role="status" data-shown={last !== null || undone !== null}>
        {last !== null && (
          <>
            <span>{t('saved', { label: last.label })}</span>
            <button type="button" className={classes.undo} onClick={() => undo(last)}>
              {t('undo')}
            </button>
          </>
        )}
        {last === null && undone === null && <span>{t('savedAsTyped')}</span>}
        {undone !== null && <span>{t('undone', { label: undone })}</span>}
      </div>
    </SaverContext>
  );
}
