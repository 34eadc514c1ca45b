import s from './small.module.css';

/** The first digits of a commit; the whole id is its hint. */
export const CommitHash = ({ id }: { readonly id: string }) => (
  <code className={s.hash} title={id}>
    {id.slice(0, 8)}
  </code>
);
