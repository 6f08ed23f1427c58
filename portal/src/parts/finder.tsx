/** One of very many, found by typing a part of its name; the service does the searching. */
import { use, useDeferredValue, useEffect, useState } from "react";
import {
  Button as AriaButton,
  ComboBox,
  ComboBoxStateContext,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
  type Key,
} from "react-aria-components";
import type { Option } from "./fields";
import { useLanguage } from "../words/language";
import { useAgencies } from "../api/catalogue";
import "./finder.css";

interface FinderProps {
  label: string;
  hint?: string;
  error?: string | undefined;
  isRequired?: boolean;
  options: readonly Option[];
  isLoading: boolean;
  value: Option | null;
  /** What is typed, for the search. */
  onType: (text: string) => void;
  onChange: (found: Option) => void;
}

/** A field that finds: `options` are what the search for the typed text found. */
export function Finder(props: FinderProps) {
  const { label, hint, error, isRequired = false, options, isLoading, value, onType, onChange } = props;
  const { t } = useLanguage();
  const chosen = value?.label ?? "";
  const [text, setText] = useState(chosen);
  useEffect(() => setText(chosen), [value?.id, chosen]);
  const type = (typed: string) => {
    setText(typed);
    onType(typed === chosen ? "" : typed);
  };
  const choose = (key: Key | null) => {
    const found = options.find(({ id }) => id === key);
    if (found === undefined) return;
    setText(found.label);
    onChange(found);
  };
  return (
    <ComboBox
      className="field"
      items={options}
      inputValue={text}
      onInputChange={type}
      value={value?.id ?? null}
      onChange={choose}
      onBlur={() => setText(chosen)}
      allowsCustomValue
      defaultFilter={() => true}
      allowsEmptyCollection
      menuTrigger="manual"
      isInvalid={error !== undefined}
    >
      <Label className="label">
        {label}
        {!isRequired && <span className="optional"> ({t("không bắt buộc", "optional")})</span>}
      </Label>
      {hint !== undefined && <Text slot="description">{hint}</Text>}
      <div className="finder">
        <Typing />
        <AriaButton className="finder-open">
          <span aria-hidden="true">▾</span>
        </AriaButton>
      </div>
      <FieldError className="field-error">{error}</FieldError>
      <Popover className="popover">
        <ListBox<Option> className="listbox" renderEmptyState={() => <Nothing isLoading={isLoading} />}>
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.label} className="listbox-item">
              <Text slot="label">
                {option.label} {option.description !== undefined && <small>{option.description}</small>}
              </Text>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

/** Typing opens the list; a name that is only loaded later does not. */
function Typing() {
  const state = use(ComboBoxStateContext);
  return <Input className="input" onInput={() => state?.open(null, "input")} />;
}

function Nothing({ isLoading }: { isLoading: boolean }) {
  const { t } = useLanguage();
  return <p className="finder-empty">{isLoading ? t("Đang tìm…", "Searching…") : t("Không tìm thấy.", "Nothing found.")}</p>;
}

interface AgencyFinderProps {
  label: string;
  hint?: string;
  error?: string | undefined;
  isRequired?: boolean;
  value: Option | null;
  onChange: (agency: Option) => void;
}

/** An agency of the province, by a part of its name, with diacritics or without. */
export function AgencyFinder(field: AgencyFinderProps) {
  const { language } = useLanguage();
  const [typed, setTyped] = useState("");
  const wanted = useDeferredValue(typed.trim());
  const query = useAgencies(wanted, null);
  const options = (query.data?.items ?? []).map((agency) => ({
    id: agency.code,
    label: language === "vi" ? agency.name : agency.name_en || agency.name,
    description: agency.code,
  }));
  return <Finder {...field} options={options} isLoading={query.isFetching} onType={setTyped} />;
}
