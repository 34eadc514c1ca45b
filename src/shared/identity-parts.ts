/** The parts of a result's identity: its kind, then names and ids. */
export const identityParts = (identity: string): readonly string[] => {
  try {
    const parts = JSON.parse(identity) as unknown;
    return Array.isArray(parts) ? parts.map(String) : [identity];
  } catch {
    return [identity];
  }
};
