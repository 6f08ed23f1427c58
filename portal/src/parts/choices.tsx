/** Fields to choose in, everything in sight. */
import type { ReactNode } from "react";
import { Checkbox as AriaCheckbox } from "react-aria-components/Checkbox";
import { FieldError } from "react-aria-components/FieldError";
import { Radio as AriaRadio, RadioGroup as AriaRadioGroup } from "react-aria-components/RadioGroup";
import { Text } from "react-aria-components/Text";
import { defined, FieldLabel, type ChoiceProps } from "./field";

/** One of a few, all in sight. */
export function Radios({ label, hint, error, options, value, onChange, ...field }: ChoiceProps) {
  return (
    <AriaRadioGroup validationBehavior="aria" {...defined(field)} className="field" isInvalid={error !== undefined} value={value} onChange={onChange}>
      <FieldLabel label={label} isRequired={field.isRequired} />
      {hint !== undefined && <Text slot="description">{hint}</Text>}
      <div className="radios">
        {options.map((option) => (
          <AriaRadio key={option.id} value={option.id} className="radio">
            <span>
              {option.label}
              {option.description !== undefined && <small>{option.description}</small>}
            </span>
          </AriaRadio>
        ))}
      </div>
      <FieldError className="field-error">{error}</FieldError>
    </AriaRadioGroup>
  );
}

interface CheckProps {
  children: ReactNode;
  isSelected: boolean;
  onChange: (selected: boolean) => void;
  isDisabled?: boolean;
}

export function Checkbox({ children, ...field }: CheckProps) {
  return (
    <AriaCheckbox {...field} className="checkbox">
      <span className="checkbox-box" aria-hidden="true" />
      <span>{children}</span>
    </AriaCheckbox>
  );
}
