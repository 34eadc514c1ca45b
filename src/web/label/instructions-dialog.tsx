import { useRef } from 'react';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { RichText } from '../parts/rich-text.tsx';
import { rememberInstructions } from './instructions-seen.ts';

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
    rememberInstructions(project, text);
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
