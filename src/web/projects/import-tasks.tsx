import { Upload } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../parts/button.tsx';
import { droppedFiles, type Found } from '../parts/dropped-files.ts';
import { toastError } from '../parts/toast.tsx';
import { ImportDialog } from './import-dialog.tsx';
import s from './import.module.css';

const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** Files that are dragged over the page and dropped anywhere on it. */
const usePageDrop = (onFiles: (found: readonly Found[]) => void): boolean => {
  const [isOver, setOver] = useState(false);
  const latest = useRef(onFiles);
  useEffect(() => {
    latest.current = onFiles;
  });
  useEffect(() => {
    const onOver = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      // out of the window, not from one element to the next
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      setOver(false);
      if (!holdsFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      droppedFiles(event.dataTransfer).then((found) => {
        if (found.length > 0) latest.current(found);
      }, toastError);
    };
    document.addEventListener('dragover', onOver);
    document.addEventListener('dragleave', onLeave);
    document.addEventListener('drop', onDrop);
    return () => {
      document.removeEventListener('dragover', onOver);
      document.removeEventListener('dragleave', onLeave);
      document.removeEventListener('drop', onDrop);
    };
  }, []);
  return isOver;
};

/** The button that imports, and the page as a place to drop files onto. */
export const ImportTasks = ({ project }: { readonly project: string }) => {
  const [found, setFound] = useState<readonly Found[] | null>(null);
  const isOver = usePageDrop((more) => setFound((before) => [...(before ?? []), ...more]));
  return (
    <>
      <Button icon={<Upload />} onClick={() => setFound([])}>
        Import
      </Button>
      {found ? (
        <ImportDialog project={project} found={found} onFound={setFound} onClose={() => setFound(null)} />
      ) : null}
      {isOver ? <div className={s.drop}>Drop to import</div> : null}
    </>
  );
};
