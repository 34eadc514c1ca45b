import { Search } from 'lucide-react';
import {
  type ComponentProps,
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react';
import s from './field.module.css';

type FieldProps = {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | null | undefined;
};
type Wired = {
  readonly id: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: true;
};

/** A label over a control, with a hint and an error that the control names as its description. */
export const Field = ({
  label,
  hint,
  error,
  children,
}: FieldProps & { readonly children: (wired: Wired) => ReactNode }) => {
  const id = useId();
  const described = error ? `${id}-error` : hint ? `${id}-hint` : undefined;
  return (
    <div className={s.field}>
      <label className={s.label} htmlFor={id}>
        {label}
      </label>
      {children({
        id,
        ...(described ? { 'aria-describedby': described } : {}),
        ...(error ? { 'aria-invalid': true as const } : {}),
      })}
      {error ? (
        <p className={s.error} id={`${id}-error`} role="alert">
          {error}
        </p>
      ) : hint ? (
        <p className={s.hint} id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
    </div>
  );
};

type Mono = { readonly mono?: boolean };
const inputClass = (mono?: boolean) => (mono ? `${s.input} ${s.mono}` : s.input);

export const TextField = ({
  label,
  hint,
  error,
  mono,
  ...rest
}: FieldProps & Mono & Omit<InputHTMLAttributes<HTMLInputElement>, 'className'>) => (
  <Field label={label} hint={hint} error={error}>
    {(wired) => <input {...rest} {...wired} className={inputClass(mono)} />}
  </Field>
);

export const TextAreaField = ({
  label,
  hint,
  error,
  mono,
  ...rest
}: FieldProps & Mono & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'className'>) => (
  <Field label={label} hint={hint} error={error}>
    {(wired) => <textarea {...rest} {...wired} className={inputClass(mono)} />}
  </Field>
);

export type Option = { readonly value: string; readonly label: string };

export const SelectField = ({
  label,
  hint,
  error,
  options,
  ...rest
}: FieldProps & {
  readonly options: readonly Option[];
} & Omit<SelectHTMLAttributes<HTMLSelectElement>, 'className'>) => (
  <Field label={label} hint={hint} error={error}>
    {(wired) => (
      <select {...rest} {...wired} className={s.input}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    )}
  </Field>
);

export const CheckField = ({
  label,
  hint,
  ...rest
}: { readonly label: string; readonly hint?: string } & Omit<
  InputHTMLAttributes<HTMLInputElement>,
  'type' | 'className'
>) => (
  <label className={s.check}>
    <input type="checkbox" {...rest} />
    <span>
      {label}
      {hint ? <small>{hint}</small> : null}
    </span>
  </label>
);

export const SearchInput = ({
  label,
  ...rest
}: { readonly label: string } & Omit<ComponentProps<'input'>, 'type' | 'className'>) => (
  <div className={s.search}>
    <Search aria-hidden />
    <input type="search" aria-label={label} placeholder={label} {...rest} className={s.input} />
  </div>
);
