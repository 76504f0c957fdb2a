import { type ChangeEvent, type JSX, type RefObject, useEffect, useRef } from 'react';
import { PICTURE_ACCEPT, picturesOfFolder } from './picture-files.ts';

export interface FileDialogs {
  readonly pictures: RefObject<HTMLInputElement | null>;
  readonly folder: RefObject<HTMLInputElement | null>;
}

export function useFileDialogs(): FileDialogs {
  return { pictures: useRef(null), folder: useRef(null) };
}

export interface FileInputsProps {
  readonly dialogs: FileDialogs;
  readonly onFiles: (files: readonly File[]) => void;
}

/** The browser's own dialogs; the inputs stay hidden and are opened by buttons and keys. */
export function FileInputs({ dialogs, onFiles }: FileInputsProps): JSX.Element {
  const { pictures, folder } = dialogs;
  useEffect(() => {
    // React has no property for it.
    folder.current?.setAttribute('webkitdirectory', '');
  }, [folder]);
  const take = ({ currentTarget }: ChangeEvent<HTMLInputElement>): readonly File[] => {
    const files = [...(currentTarget.files ?? [])];
    // So that choosing the same file again is a change again.
    currentTarget.value = '';
    return files;
  };
  return (
    <>
      <input
        ref={pictures}
        type="file"
        hidden
        multiple
        accept={PICTURE_ACCEPT}
        data-dialog="pictures"
        onChange={(event) => onFiles(take(event))}
      />
      <input
        ref={folder}
        type="file"
        hidden
        multiple
        data-dialog="folder"
        onChange={(event) => onFiles(picturesOfFolder(take(event)))}
      />
    </>
  );
}
