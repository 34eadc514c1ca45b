import { type ReactNode, useRef } from 'react';
import { Button } from './button.tsx';
import { chosenFiles, type Found } from './dropped-files.ts';

/** A button that asks for files of this computer, or for a folder with all that is in it. */
export const FilePicker = ({
  label,
  of,
  accept,
  variant,
  icon,
  onFiles,
  children,
}: {
  /** What the field is called to those who do not see the button. */
  readonly label: string;
  readonly of: 'files' | 'folder';
  /** Extensions, as in `.png,.csv`. */
  readonly accept?: string;
  readonly variant?: 'quiet' | 'plain';
  readonly icon: ReactNode;
  readonly onFiles: (files: readonly Found[]) => void;
  readonly children: ReactNode;
}) => {
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button icon={icon} {...(variant ? { variant } : {})} onClick={() => field.current?.click()}>
        {children}
      </Button>
      <input
        ref={field}
        type="file"
        hidden
        aria-label={label}
        accept={accept}
        {...(of === 'folder' ? { webkitdirectory: '' } : { multiple: true })}
        onChange={(event) => {
          const files = chosenFiles(event.target.files ?? new DataTransfer().files);
          event.target.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
    </>
  );
};
