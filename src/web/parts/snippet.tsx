import { CopyButton } from './copy-button.tsx';
import s from './snippet.module.css';

/** Code to take along. */
export const Snippet = ({ code, label }: { readonly code: string; readonly label: string }) => (
  <div className={s.snippet}>
    {/* biome-ignore lint: a region that scrolls must be reachable by keyboard */}
    <pre tabIndex={0} aria-label={label}>
      {code}
    </pre>
    <div className={s.copy}>
      <CopyButton text={code} label={`Copy ${label}`} />
    </div>
  </div>
);

/** Named values, each with its copy button. */
export const Values = ({
  rows,
}: {
  readonly rows: readonly { readonly name: string; readonly value: string }[];
}) => (
  <dl className={s.values}>
    {rows.map((row) => (
      <ValueRow key={row.name} {...row} />
    ))}
  </dl>
);

const ValueRow = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <>
    <dt>{name}</dt>
    <dd>
      <code>{value}</code>
      <CopyButton text={value} label={`Copy ${name}`} />
    </dd>
  </>
);
