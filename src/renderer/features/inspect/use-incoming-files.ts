import { useEffect, useState } from 'react';
import { picturesOfTransfer } from './picture-files.ts';

/**
 * Files that are dropped anywhere on the page or pasted into it.
 *
 * @returns whether files are being held over the page
 */
export function useIncomingFiles(onFiles: (files: readonly File[]) => void): boolean {
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    const hasFiles = (transfer: DataTransfer | null): transfer is DataTransfer =>
      transfer?.types.includes('Files') === true;
    const onDragOver = (event: DragEvent): void => {
      if (!hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      setIsOver(true);
    };
    const onDragLeave = (event: DragEvent): void => {
      // Leaving for another element of the page names it; leaving the page names nothing.
      if (event.relatedTarget === null) setIsOver(false);
    };
    const onDrop = (event: DragEvent): void => {
      setIsOver(false);
      if (!hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      picturesOfTransfer(event.dataTransfer).then(onFiles, reportError);
    };
    const onPaste = (event: ClipboardEvent): void => {
      if (!hasFiles(event.clipboardData)) return;
      event.preventDefault();
      picturesOfTransfer(event.clipboardData).then(onFiles, reportError);
    };
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('dragleave', onDragLeave);
    window.addEventListener('drop', onDrop);
    window.addEventListener('paste', onPaste);
    return () => {
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('dragleave', onDragLeave);
      window.removeEventListener('drop', onDrop);
      window.removeEventListener('paste', onPaste);
    };
  }, [onFiles]);
  return isOver;
}
