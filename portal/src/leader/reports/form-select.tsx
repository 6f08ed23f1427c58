/** Which form a report has, each with what it is for. */
import type { Problem } from "../../api/problems";
import { Select } from "../../parts/fields";
import { useLanguage } from "../../words/language";
import { formOptions, type FormName } from "./words";

interface FormSelectProps {
  value: FormName;
  onChange: (form: FormName) => void;
  problem: Problem | null;
}

export function FormSelect({ value, onChange, problem }: FormSelectProps) {
  const { t, language } = useLanguage();
  const forms = formOptions(language);
  return (
    <Select
      label={t("Mẫu báo cáo", "Form")}
      hint={forms.find(({ id }) => id === value)?.description}
      isRequired
      value={value}
      onChange={(form) => onChange(form as FormName)}
      options={forms}
      error={problem?.of("/form", language)}
    />
  );
}
