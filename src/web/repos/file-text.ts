import { queryOptions } from '@tanstack/react-query';
import { apiErrorFromText, fileUrl } from '../api.ts';

export const previewBytes = 512 * 1024;

/** The first half megabyte of a file as text, and whether there is more. */
export const fileText = (repo: string, ref: string, path: string, version: string) =>
  queryOptions({
    queryKey: ['repo', repo, 'text', ref, path, version],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      const answer = await fetch(fileUrl(repo, ref, path), {
        signal,
        headers: { Range: `bytes=0-${previewBytes - 1}` },
      });
      // An empty file has no range that could be satisfied.
      if (answer.status === 416) return { text: '', more: false, binary: false };
      const body = await answer.arrayBuffer();
      if (!answer.ok) throw apiErrorFromText(answer.status, new TextDecoder().decode(body));
      const bytes = new Uint8Array(body.slice(0, previewBytes));
      const total = Number(
        /\/(\d+)$/.exec(answer.headers.get('content-range') ?? '')?.[1] ?? body.byteLength,
      );
      return {
        text: new TextDecoder().decode(bytes),
        more: total > bytes.length,
        binary: bytes.subarray(0, 4096).includes(0),
      };
    },
  });
