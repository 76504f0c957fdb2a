import {
  createContext,
  type JSX,
  type ReactNode,
  useContext,
  useEffect,
  useId,
  useMemo,
  useRef,
  useSyncExternalStore,
} from 'react';
import { usePreferences } from '../preferences.ts';
import { type Chord, isSingleKey, matchesChord } from './chord.ts';

export type KeyGroup = 'go' | 'screen' | 'picture' | 'help';

export interface KeyBinding {
  /** Any of these; the first is the one that is printed. */
  readonly chords: readonly Chord[];
  readonly group: KeyGroup;
  /** Translated. */
  readonly label: string;
  /** Also from within a field; for chords that no field knows. */
  readonly whileTyping?: true;
  readonly run: () => void;
}

interface KeyRegistry {
  set(owner: string, bindings: readonly KeyBinding[] | null): void;
  list(): readonly KeyBinding[];
  subscribe(listener: () => void): () => void;
}

const KeyContext = createContext<KeyRegistry | null>(null);

function createRegistry(): KeyRegistry {
  const owners = new Map<string, readonly KeyBinding[]>();
  const listeners = new Set<() => void>();
  let all: readonly KeyBinding[] = [];
  return {
    set(owner, bindings) {
      if (bindings === null) owners.delete(owner);
      else owners.set(owner, bindings);
      all = [...owners.values()].flat();
      for (const listener of listeners) listener();
    },
    list: () => all,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Listens once for the whole page; screens say what their keys do with `useKeys`. */
export function KeyProvider({ children }: { readonly children: ReactNode }): JSX.Element {
  const registry = useMemo(createRegistry, []);
  const [{ singleKeys }] = usePreferences();

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const typing = isTyping(event.target);
      // An open dialog has the keyboard for itself.
      if (document.querySelector('[role="dialog"][aria-modal="true"]') !== null) return;
      if (event.key.startsWith('Arrow') && ownsArrows(event.target)) return;
      if ((event.key === 'Enter' || event.key === ' ') && isPressable(event.target)) return;
      for (const binding of registry.list()) {
        if (typing && binding.whileTyping !== true) continue;
        const chord = binding.chords.find((candidate) => matchesChord(candidate, event));
        if (chord === undefined || (!singleKeys && isSingleKey(chord))) continue;
        event.preventDefault();
        binding.run();
        return;
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [registry, singleKeys]);

  return <KeyContext.Provider value={registry}>{children}</KeyContext.Provider>;
}

function useRegistry(): KeyRegistry {
  const registry = useContext(KeyContext);
  if (registry === null) throw new Error('useKeys needs a KeyProvider above it.');
  return registry;
}

/** Binds keys while the calling component is on the screen. */
export function useKeys(bindings: readonly KeyBinding[]): void {
  const registry = useRegistry();
  const owner = useId();
  const latest = useRef(bindings);
  useEffect(() => {
    latest.current = bindings;
  });
  // The registry changes only when the printed side does; what runs is always the latest.
  const printed = bindings.map(({ chords, label }) => `${chords.join(' ')} ${label}`).join('\n');
  useEffect(() => {
    if (printed === '') return;
    registry.set(
      owner,
      latest.current.map((binding, index) => ({
        ...binding,
        run: () => latest.current[index]?.run(),
      })),
    );
    return () => registry.set(owner, null);
  }, [registry, owner, printed]);
}

export function useKeyList(): readonly KeyBinding[] {
  const registry = useRegistry();
  return useSyncExternalStore(registry.subscribe, registry.list);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  // Letters choose in a list.
  if (target instanceof HTMLSelectElement) return true;
  return (
    target instanceof HTMLInputElement &&
    !['radio', 'checkbox', 'button', 'range', 'file'].includes(target.type)
  );
}

function ownsArrows(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.role === 'slider' || target instanceof HTMLInputElement)
  );
}

/** On these Enter and the space bar do what the thing itself is for. */
function isPressable(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('a[href], button, summary, [role="button"]') !== null
  );
}
