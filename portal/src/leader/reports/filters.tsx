/** Which of an agency's dossiers a report is about; nothing chosen means all of them. */
import { useDeferredValue, useState } from "react";
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from "react-aria-components";
import type { Problem } from "../../api/problems";
import { useFields, useProcedures } from "../../api/catalogue";
import { CHANNEL_WORDS } from "../../words/channels";
import { Finder } from "../../parts/finder";
import { Button, Select, type Option } from "../../parts/fields";
import { useLanguage } from "../../words/language";
import { LEVELS, type Channel, type Level } from "./words";

export interface Filter {
  field: string;
  procedure: Option | null;
  level: Level | null;
  channel: Channel;
}

export const NO_FILTER: Filter = { field: "", procedure: null, level: null, channel: "" };

interface FilterProps {
  value: Filter;
  onChange: (filter: Filter) => void;
  problem: Problem | null;
}

const PLACES = ["/field", "/procedure", "/level", "/channel"];

export function FilterFields(props: FilterProps) {
  const { t, language } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const isWrong = PLACES.some((place) => props.problem?.of(place, language) !== undefined);
  return (
    <Disclosure className="disclosure" isExpanded={isOpen || isWrong} onExpandedChange={setOpen}>
      <Heading level={2} className="disclosure-head">
        <AriaButton slot="trigger" className="button button-quiet">
          {t("Chỉ một phần hồ sơ (không bắt buộc)", "Some of the dossiers only (optional)")}
        </AriaButton>
      </Heading>
      <DisclosurePanel>
        <div className="columns">
          <FieldOfWork {...props} />
          <Procedure {...props} />
          <LevelAndChannel {...props} />
        </div>
      </DisclosurePanel>
    </Disclosure>
  );
}

function useAll(): Option {
  const { t } = useLanguage();
  return { id: "", label: t("Tất cả", "All") };
}

function FieldOfWork({ value, onChange, problem }: FilterProps) {
  const { t, language } = useLanguage();
  const all = useAll();
  const found = (useFields().data?.items ?? []).map(({ code, name, name_en }) => ({ id: code, label: t(name, name_en || name) }));
  return (
    <Select
      label={t("Lĩnh vực", "Field")}
      isRequired
      value={value.field}
      onChange={(field) => onChange({ ...value, field, procedure: null })}
      options={[all, ...found]}
      error={problem?.of("/field", language)}
    />
  );
}

function Procedure({ value, onChange, problem }: FilterProps) {
  const { t, language } = useLanguage();
  const [typed, setTyped] = useState("");
  const query = useProcedures({ q: useDeferredValue(typed.trim()), field: value.field, agency: "", level: "" });
  const found = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div>
      <Finder
        label={t("Thủ tục", "Procedure")}
        hint={t("Gõ vài chữ của tên, hoặc mã", "Type a few letters of its name, or its code")}
        options={found.map(({ code, name, name_en }) => ({ id: code, label: t(name, name_en || name), description: code }))}
        isLoading={query.isFetching}
        value={value.procedure}
        onType={setTyped}
        onChange={(procedure) => onChange({ ...value, procedure })}
        error={problem?.of("/procedure", language)}
      />
      {value.procedure !== null && (
        <Button look="quiet" onPress={() => onChange({ ...value, procedure: null })}>
          {t("Mọi thủ tục", "All procedures")}
        </Button>
      )}
    </div>
  );
}

function LevelAndChannel({ value, onChange, problem }: FilterProps) {
  const { t, language } = useLanguage();
  const all = useAll();
  return (
    <>
      <Select
        label={t("Mức độ dịch vụ công", "Level of the online service")}
        isRequired
        value={value.level === null ? "" : String(value.level)}
        onChange={(level) => onChange({ ...value, level: level === "" ? null : (Number(level) as Level) })}
        options={[all, ...Object.entries(LEVELS).map(([id, words]) => ({ id, label: t(...words) }))]}
        error={problem?.of("/level", language)}
      />
      <Select
        label={t("Cách nộp hồ sơ", "How they were handed in")}
        isRequired
        value={value.channel}
        onChange={(channel) => onChange({ ...value, channel: channel as Channel })}
        options={[all, ...Object.entries(CHANNEL_WORDS).map(([id, words]) => ({ id, label: t(...words) }))]}
        error={problem?.of("/channel", language)}
      />
    </>
  );
}
