/** A field to choose in, as a list that opens. */
import { Button as AriaButton } from "react-aria-components/Button";
import { FieldError } from "react-aria-components/FieldError";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Select as AriaSelect, SelectValue } from "react-aria-components/Select";
import { Text } from "react-aria-components/Text";
import { useLanguage } from "../words/language";
import { defined, FieldLabel, type ChoiceProps } from "./field";

/** One of many, as a list that opens. */
export function Select({ label, hint, error, options, value, onChange, ...field }: ChoiceProps) {
  const { t } = useLanguage();
  return (
    <AriaSelect
      validationBehavior="aria"
      {...defined(field)}
      className="field"
      isInvalid={error !== undefined}
      placeholder={t("Chọn…", "Choose…")}
      value={value}
      onChange={(key) => key !== null && onChange(String(key))}
    >
      <FieldLabel label={label} isRequired={field.isRequired} />
      {hint !== undefined && <Text slot="description">{hint}</Text>}
      <AriaButton className="input select-button">
        <SelectValue />
        <span aria-hidden="true">▾</span>
      </AriaButton>
      <FieldError className="field-error">{error}</FieldError>
      <Popover className="popover">
        <ListBox items={options} className="listbox">
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.label} className="listbox-item">
              <Text slot="label">{option.label}</Text>
              {option.description !== undefined && <Text slot="description">{option.description}</Text>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
