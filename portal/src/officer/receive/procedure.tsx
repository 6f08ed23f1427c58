/** Which procedure, for which agency, and how it came. */
import { useDeferredValue, useState } from "react";
import { useProcedures, type ApplicantType, type Edition } from "../../api/catalogue";
import { Radios, TextField } from "../../parts/fields";
import { useLanguage } from "../../words/language";
import { AgencyFinder, Finder } from "../../parts/finder";
import type { Change, Intake } from "./intake";

interface PartProps {
  intake: Intake;
  change: Change;
  errorOf: (pointer: string) => string | undefined;
}

/** The procedure, found by a part of its name or its code; those of `agency` where it is named. */
export function ProcedureFinder({ intake, change, agency }: Omit<PartProps, "errorOf"> & { agency: string }) {
  const { t, language } = useLanguage();
  const [typed, setTyped] = useState("");
  const q = useDeferredValue(typed.trim());
  const query = useProcedures({ q, field: "", agency, level: "" });
  const found = query.data?.pages.flatMap((page) => page.items) ?? [];
  const options = found.map((procedure) => ({
    id: procedure.code,
    label: language === "vi" ? procedure.name : procedure.name_en || procedure.name,
    description: `${procedure.code} · ${language === "vi" ? procedure.field_name : procedure.field_name_en}`,
  }));
  return (
    <Finder
      label={t("Thủ tục", "Procedure")}
      hint={t("Gõ vài chữ, không cần dấu: “khai sinh”, “trich luc”", "Type a few letters of its name, or its code")}
      isRequired
      options={options}
      isLoading={query.isFetching}
      value={intake.procedure}
      onType={setTyped}
      onChange={(procedure) => procedure.id !== intake.procedure?.id && change({ procedure, typed: {}, files: [] })}
    />
  );
}

const TYPES: Readonly<Record<ApplicantType, readonly [vi: string, en: string]>> = {
  citizen: ["Công dân", "Citizen"],
  business: ["Doanh nghiệp, hộ kinh doanh", "Business"],
  organisation: ["Tổ chức", "Organisation"],
  state_agency: ["Cơ quan nhà nước", "State agency"],
};

/** How the dossier came and for whom it is; only where there is a choice. */
export function Way({ intake, change, errorOf, edition, isCentre }: PartProps & { edition: Edition; isCentre: boolean }) {
  const { t } = useLanguage();
  const types = edition.applicant_types;
  return (
    <>
      {isCentre && (
        <AgencyFinder
          label={t("Cơ quan giải quyết", "Agency that decides")}
          isRequired
          value={intake.agency}
          onChange={(agency) => change({ agency })}
          error={errorOf("/agency_code")}
        />
      )}
      {!isCentre && errorOf("/agency_code") !== undefined && <p className="field-error">{errorOf("/agency_code")}</p>}
      <Radios
        label={t("Hồ sơ đến", "How it came")}
        isRequired
        value={intake.channel}
        onChange={(channel) => change({ channel: channel === "postal" ? "postal" : "counter" })}
        options={[
          { id: "counter", label: t("Nộp tại quầy", "At the counter") },
          { id: "postal", label: t("Qua bưu chính", "By post") },
        ]}
        error={errorOf("/channel")}
      />
      {intake.channel === "postal" && <Posted {...{ intake, change, errorOf }} />}
      {types.length > 1 && (
        <Radios
          label={t("Đối tượng", "Type of applicant")}
          isRequired
          value={intake.applicantType}
          onChange={(type) => change({ applicantType: type as ApplicantType })}
          options={types.map((id) => ({ id, label: t(...TYPES[id]) }))}
          error={errorOf("/applicant_type")}
        />
      )}
    </>
  );
}

function Posted({ intake, change, errorOf }: PartProps) {
  const { t } = useLanguage();
  return (
    <div className="columns">
      <TextField
        label={t("Ngày gửi bưu chính", "Posted on")}
        hint={t("Theo dấu bưu điện", "As postmarked")}
        isRequired
        type="date"
        value={intake.postedOn}
        onChange={(postedOn) => change({ postedOn })}
        error={errorOf("/posted_at")}
      />
      <TextField
        label={t("Giờ gửi", "At")}
        hint={t("Giờ bưu điện nhận", "When the post took it")}
        isRequired
        type="time"
        value={intake.postedAt}
        onChange={(postedAt) => change({ postedAt })}
      />
    </div>
  );
}
