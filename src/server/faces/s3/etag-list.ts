/** `*`, or the ETags of an If-Match or If-None-Match header without their quotes and weakness. */
export const parseEtags = (header: string): '*' | readonly string[] =>
  header.trim() === '*'
    ? '*'
    : header.split(',').map((part) => part.trim().replace(/^(?:W\/)?"(.*)"$/, '$1'));

export const matchesEtag = (header: string, etag: string): boolean => {
  const etags = parseEtags(header);
  return etags === '*' || etags.includes(etag);
};
