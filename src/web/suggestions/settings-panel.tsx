import { type FormEvent, useState } from 'react';
import type { Suggestions } from '../../shared/contract/pipelines.ts';
import { Button } from '../parts/button.tsx';
import { ErrorNote } from '../parts/error-state.tsx';
import { TextField } from '../parts/field.tsx';
import { Panel } from '../parts/panel.tsx';
import { toast } from '../parts/toast.tsx';
import s from './suggestions.module.css';
import { useSuggestions } from './use-suggestions.ts';

/** A whole number that must be given. */
const NumberField = ({
  onValue,
  ...field
}: {
  readonly label: string;
  readonly hint: string;
  readonly min: number;
  readonly max: number;
  readonly value: string;
  readonly onValue: (value: string) => void;
}) => <TextField {...field} type="number" required onChange={(event) => onValue(event.target.value)} />;

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
        <NumberField
          label="Changed tasks"
          hint="A run begins when so many were committed,"
          min={1}
          max={100_000}
          value={labels}
          onValue={setLabels}
        />
        <NumberField
          label="Seconds of quiet"
          hint="or so long after a label commit."
          min={1}
          max={86_400}
          value={seconds}
          onValue={setSeconds}
        />
        <NumberField
          label="At least so sure (%)"
          hint="Less sure suggestions are not shown."
          min={0}
          max={100}
          value={sure}
          onValue={setSure}
        />
        <Button type="submit" busy={set.isPending}>
          Save
        </Button>
      </form>
      {set.error ? <ErrorNote error={set.error} /> : null}
    </Panel>
  );
};
