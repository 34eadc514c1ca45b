const seenKey = (project: string) => `lw-instructions-seen:${project}`;

/** True until this browser has shown these very instructions. */
export const instructionsAreNew = (project: string, text: string): boolean => {
  try {
    return localStorage.getItem(seenKey(project)) !== text.length + text.slice(0, 200);
  } catch {
    return true;
  }
};

export const rememberInstructions = (project: string, text: string): void => {
  try {
    localStorage.setItem(seenKey(project), text.length + text.slice(0, 200));
  } catch {
    // shown again next time
  }
};
