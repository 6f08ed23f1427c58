/** What every field of a form shares: its label, and the properties it may be given. */
import type { ReactNode } from "react";
import { Label } from "react-aria-components/Label";
import { useLanguage } from "../words/language";

export interface Common {
  label: string;
  name?: string;
  hint?: ReactNode;
  error?: string | undefined;
  isRequired?: boolean;
}

export interface Option {
  id: string;
  label: string;
  description?: string;
}

export interface ChoiceProps extends Common {
  options: readonly Option[];
  value: string | null;
  onChange: (value: string) => void;
  isDisabled?: boolean;
}

/** The label, which says so where nothing has to be filled in. */
export function FieldLabel({ label, isRequired }: { label: string; isRequired: boolean | undefined }) {
  const { t } = useLanguage();
  return (
    <Label className="label">
      {label}
      {isRequired !== true && <span className="optional"> ({t("không bắt buộc", "optional")})</span>}
    </Label>
  );
}

/** Only the properties that are given: the library tells absent from undefined. */
export function defined<T extends object>(properties: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)) as never;
}
