/** A field to type in. */
import { FieldError } from "react-aria-components/FieldError";
import { Input } from "react-aria-components/Input";
import { Text } from "react-aria-components/Text";
import { TextArea } from "react-aria-components/TextArea";
import { TextField as AriaTextField } from "react-aria-components/TextField";
import { defined, FieldLabel, type Common } from "./field";

interface TextProps extends Common {
  value: string;
  onChange: (value: string) => void;
  type?: "text" | "email" | "tel" | "date" | "time" | "search" | "number";
  rows?: number;
  autoComplete?: string;
  inputMode?: "text" | "numeric" | "tel" | "email" | "decimal";
  isDisabled?: boolean;
  maxLength?: number;
}

/** One line of text, or several with `rows`. */
export function TextField({ label, hint, error, rows, type, autoComplete, inputMode, maxLength, ...field }: TextProps) {
  return (
    <AriaTextField validationBehavior="aria" {...defined(field)} isInvalid={error !== undefined} className="field" {...defined({ type, autoComplete, inputMode, maxLength })}>
      <FieldLabel label={label} isRequired={field.isRequired} />
      {hint !== undefined && <Text slot="description">{hint}</Text>}
      {rows === undefined ? <Input className="input" /> : <TextArea className="input" rows={rows} />}
      <FieldError className="field-error">{error}</FieldError>
    </AriaTextField>
  );
}
