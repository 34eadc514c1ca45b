import { type FormEvent, useState } from 'react';
import type { Suggestions } from '../../shared/contract/pipelines.ts';
import { Button } from '../parts/button.tsx';
import { ErrorNote } from '../parts/error-state.tsx';
import { TextField } from '../parts/field.tsx';
import { Panel } from '../parts/panel.tsx';
import { toast } from '../parts/toast.tsx';
import s from './suggestions.module.css';
import { useSuggestions } from './use-suggestions.ts';

/** When a project's model trains, and how sure a suggestion must be to be shown. */
export const SettingsPanel = ({
  project,
  state,
}: {
  readonly project: string;
  readonly state: Suggestions;
}) => {
  const { set } = useSuggestions(project);
  const [labels, setLabels] = useState(String(state.settings.labels));
  const [seconds, setSeconds] = useState(String(state.settings.seconds));
  const [sure, setSure] = useState(String(Math.round(state.settings.threshold * 100)));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    set.mutate(
      {
        enabled: state.enabled,
        labels: Number(labels),
        seconds: Number(seconds),
        threshold: Number(sure) / 100,
      },
      { onSuccess: () => toast('Saved') },
    );
  };
  return (
    <Panel title="When it trains, what it shows" padded>
      <form className={s.settings} onSubmit={submit}>
        <TextField
          label="Changed tasks"
          hint="A run begins when so many were committed,"
          type="number"
          min={1}
          max={100_000}
          required
          value={labels}
          onChange={(event) => setLabels(event.target.value)}
        />
        <TextField
          label="Seconds of quiet"
          hint="or so long after a label commit."
          type="number"
          min={1}
          max={86_400}
          required
          value={seconds}
          onChange={(event) => setSeconds(event.target.value)}
        />
        <TextField
          label="At least so sure (%)"
          hint="Less sure suggestions are not shown."
          type="number"
          min={0}
          max={100}
          required
          value={sure}
          onChange={(event) => setSure(event.target.value)}
        />
        <Button type="submit" busy={set.isPending}>
          Save
        </Button>
      </form>
      {set.error ? <ErrorNote error={set.error} /> : null}
    </Panel>
  );
};
