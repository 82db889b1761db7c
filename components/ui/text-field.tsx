import type { ComponentProps, ReactNode } from "react";
import { Field } from "./field";
import { Input, Select, Textarea } from "./input";

type Labelled = {
  label: string;
  name: string;
  hint?: ReactNode;
  error?: string | null;
  isOptional?: boolean;
};

export function TextField({
  label,
  hint,
  error,
  isOptional,
  className,
  ...input
}: Labelled & ComponentProps<"input">) {
  return (
    <Field label={label} hint={hint} error={error} isOptional={isOptional} className={className}>
      {(control) => <Input {...input} {...control} />}
    </Field>
  );
}

export function TextareaField({
  label,
  hint,
  error,
  isOptional,
  className,
  ...textarea
}: Labelled & ComponentProps<"textarea">) {
  return (
    <Field label={label} hint={hint} error={error} isOptional={isOptional} className={className}>
      {(control) => <Textarea {...textarea} {...control} />}
    </Field>
  );
}

export function SelectField({
  label,
  hint,
  error,
  isOptional,
  className,
  ...select
}: Labelled & ComponentProps<"select">) {
  return (
    <Field label={label} hint={hint} error={error} isOptional={isOptional} className={className}>
      {(control) => <Select {...select} {...control} />}
    </Field>
  );
}
