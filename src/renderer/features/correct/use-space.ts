import { useCallback, useEffect, useRef } from 'react';

/** Whether the space bar is held down now, outside of fields; read, and never rendered. */
export function useSpace(): () => boolean {
  const held = useRef(false);
  useEffect(() => {
    const isOurs = ({ key, target }: KeyboardEvent): boolean => {
      if (key !== ' ' || !(target instanceof Element)) return false;
      if (target.closest('input, textarea, select') !== null) return false;
      // A tool that was just clicked has the focus; with the pointer on the picture, that is meant.
      return (
        target.closest('button, a') === null || document.querySelector('canvas:hover') !== null
      );
    };
    const onDown = (event: KeyboardEvent): void => {
      if (!isOurs(event)) return;
      event.preventDefault();
      held.current = true;
    };
    const onUp = (event: KeyboardEvent): void => {
      if (event.key !== ' ' || !held.current) return;
      // A button acts when the key comes up.
      event.preventDefault();
      held.current = false;
    };
    const onBlur = (): void => {
      held.current = false;
    };
    window.addEventListener('keydown', onDown);
    window.addEventListener('keyup', onUp);
    window.addEventListener('blur', onBlur);
    return () => {
      window.removeEventListener('keydown', onDown);
      window.removeEventListener('keyup', onUp);
      window.removeEventListener('blur', onBlur);
    };
  }, []);
  return useCallback(() => held.current, []);
}
