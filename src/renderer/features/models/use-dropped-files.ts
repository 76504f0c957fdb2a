import { type DragEvent, useState } from 'react';

interface DropTarget {
  readonly isOver: boolean;
  readonly handlers: {
    onDragOver(event: DragEvent): void;
    onDragLeave(event: DragEvent): void;
    onDrop(event: DragEvent): void;
  };
}

/** Files that are dropped on an element; while it may not, nothing is taken and the browser says so. */
export function useDroppedFiles(
  isAllowed: boolean,
  onFiles: (files: readonly File[]) => void,
): DropTarget {
  const [isOver, setIsOver] = useState(false);
  return {
    isOver,
    handlers: {
      onDragOver: (event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        // Always: the browser would open the file in place of the page.
        event.preventDefault();
        event.dataTransfer.dropEffect = isAllowed ? 'copy' : 'none';
        setIsOver(isAllowed);
      },
      onDragLeave: (event) => {
        const { relatedTarget } = event;
        const isInside =
          relatedTarget instanceof Node && event.currentTarget.contains(relatedTarget);
        if (!isInside) setIsOver(false);
      },
      onDrop: (event) => {
        event.preventDefault();
        setIsOver(false);
        const files = [...event.dataTransfer.files];
        if (isAllowed && files.length > 0) onFiles(files);
      },
    },
  };
}
