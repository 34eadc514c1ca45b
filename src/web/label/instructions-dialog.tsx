import { useRef } from 'react';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { RichText } from '../parts/rich-text.tsx';

const seenKey = (project: string) => `lw-instructions-seen:${project}`;

/** True until this browser has shown these very instructions. */
export const instructionsAreNew = (project: string, text: string): boolean => {
  try {
    return localStorage.getItem(seenKey(project)) !== text.length + text.slice(0, 200);
  } catch {
    return true;
  }
};

const rememberSeen = (project: string, text: string): void => {
  try {
    localStorage.setItem(seenKey(project), text.length + text.slice(0, 200));
  } catch {
    // shown again next time
  }
};

/** How to label here, as the project's managers wrote it. */
export const InstructionsDialog = ({
  project,
  text,
  open,
  onClose,
}: {
  readonly project: string;
  readonly text: string;
  readonly open: boolean;
  readonly onClose: () => void;
}) => {
  const begin = useRef<HTMLButtonElement>(null);
  const close = () => {
    rememberSeen(project, text);
    onClose();
  };
  return (
    <Dialog
      open={open}
      onClose={close}
      wide
      initialFocus={begin}
      title="Instructions"
      actions={
        <Button ref={begin} variant="primary" onClick={close}>
          Begin labeling
        </Button>
      }
    >
      <RichText text={text} />
    </Dialog>
  );
};
