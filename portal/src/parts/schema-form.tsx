/** A procedure's own form, made from its JSON Schema out of the house's fields. */
import { Checkbox as AriaCheckbox } from "react-aria-components/Checkbox";
import { CheckboxGroup } from "react-aria-components/CheckboxGroup";
import { FieldError } from "react-aria-components/FieldError";
import { Text } from "react-aria-components/Text";
import { useLanguage } from "../words/language";
import { Checkbox, Radios } from "./choices";
import { FieldLabel } from "./field";
import { LazySelect } from "./lazy-select";
import { fieldsOf, type Field, type FieldErrors, type Typed } from "./schema";
import { TextField } from "./text-field";

const FEW = 4;
const LONG = 150;

interface SchemaFormProps {
  schema: object;
  value: Typed;
  onChange: (value: Typed) => void;
  errors?: FieldErrors;
}

/**
 * The fields of `schema`, in its order. `value` is what stands in them (`answersOf` makes the
 * answers of it); `errors` are by the field's name.
 */
export function SchemaForm({ schema, value, onChange, errors = {} }: SchemaFormProps) {
  return fieldsOf(schema).map((field) => (
    <Asked
      key={field.name}
      field={field}
      value={value[field.name]}
      onChange={(given) => onChange({ ...value, [field.name]: given })}
      error={errors[field.name]}
    />
  ));
}

interface AskedProps {
  field: Field;
  value: Typed[string] | undefined;
  onChange: (value: Typed[string]) => void;
  error: string | undefined;
}

function Asked(asked: AskedProps) {
  switch (asked.field.kind) {
    case "choice":
      return <OneOf {...asked} />;
    case "choices":
      return <ManyOf {...asked} />;
    case "flag":
      return <Flag {...asked} />;
    default:
      return <Typing {...asked} />;
  }
}

function useCommon({ field, error }: AskedProps) {
  const { t } = useLanguage();
  return {
    label: t(...field.words),
    name: field.name,
    isRequired: field.required,
    error,
    ...(field.hint === "" ? {} : { hint: field.hint }),
  };
}

function Typing(asked: AskedProps) {
  const { t } = useLanguage();
  const common = useCommon(asked);
  const { kind, rules } = asked.field;
  const value = typeof asked.value === "string" ? asked.value : "";
  if (kind === "date") return <TextField {...common} type="date" value={value} onChange={asked.onChange} />;
  if (kind === "lines") {
    const hint = t("Mỗi mục một dòng.", "One on each line.");
    return <TextField {...common} hint={hint} rows={3} value={value} onChange={asked.onChange} />;
  }
  if (kind === "integer") return <TextField {...common} inputMode="numeric" value={value} onChange={asked.onChange} />;
  if (kind === "number") return <TextField {...common} inputMode="decimal" value={value} onChange={asked.onChange} />;
  const long = (rules.maxLength ?? 0) > LONG ? { rows: 2 } : {};
  return <TextField {...common} {...long} value={value} onChange={asked.onChange} />;
}

/** A few choices are all in sight; many, or those one may leave open, are a list that opens. */
function OneOf(asked: AskedProps) {
  const { t } = useLanguage();
  const common = useCommon(asked);
  const { choices, required } = asked.field;
  const value = typeof asked.value === "string" && asked.value !== "" ? asked.value : null;
  const options = choices.map(({ id, words }) => ({ id, label: t(...words) }));
  if (required && options.length <= FEW) {
    return <Radios {...common} options={options} value={value} onChange={asked.onChange} />;
  }
  const open = required ? options : [{ id: "", label: t("Không chọn", "None") }, ...options];
  return <LazySelect {...common} options={open} value={value} onChange={asked.onChange} />;
}

function ManyOf(asked: AskedProps) {
  const { t } = useLanguage();
  const { label, hint, isRequired, error } = useCommon(asked);
  return (
    <CheckboxGroup
      className="field"
      value={Array.isArray(asked.value) ? asked.value : []}
      onChange={asked.onChange}
      isRequired={isRequired}
      isInvalid={error !== undefined}
    >
      <FieldLabel label={label} isRequired={isRequired} />
      {hint !== undefined && <Text slot="description">{hint}</Text>}
      <div className="radios">
        {asked.field.choices.map(({ id, words }) => (
          <AriaCheckbox key={id} value={id} className="checkbox">
            <span className="checkbox-box" aria-hidden="true" />
            <span>{t(...words)}</span>
          </AriaCheckbox>
        ))}
      </div>
      <FieldError className="field-error">{error}</FieldError>
    </CheckboxGroup>
  );
}

function Flag(asked: AskedProps) {
  const { label, error } = useCommon(asked);
  return (
    <div className="field">
      <Checkbox isSelected={asked.value === true} onChange={asked.onChange}>
        {label}
      </Checkbox>
      {error !== undefined && <span className="field-error">{error}</span>}
    </div>
  );
}
