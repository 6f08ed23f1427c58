/** Where a dossier goes and whose it is: the first two steps of a submission. */
import { Radios } from "../../parts/choices";
import type { Option } from "../../parts/field";
import { TextField } from "../../parts/text-field";
import { Note } from "../../parts/page";
import type { Words } from "../../parts/schema";
import { useClaims } from "../../session/session";
import { useLanguage } from "../../words/language";
import { AgencyChoice } from "../agency-choice";
import type { ApplicantType } from "../../api/catalogue";
import type { TypedPerson } from "./draft";
import type { StepProps } from "./step";

export const TYPE_WORDS: Record<ApplicantType, Words> = {
  citizen: ["Cá nhân", "A person"],
  business: ["Doanh nghiệp", "A business"],
  organisation: ["Tổ chức", "An organisation"],
  state_agency: ["Cơ quan nhà nước", "A state agency"],
};

/** Which agency is to decide. */
export function AgencyStep({ draft, edition, change, error }: StepProps) {
  const { t } = useLanguage();
  return (
    <AgencyChoice
      label={t("Cơ quan giải quyết hồ sơ", "Agency that decides")}
      edition={edition}
      value={draft.agency}
      onChange={(agency) => change({ agency })}
      error={error("/agency_code")}
    />
  );
}

/** Who applies, and who hands in for them. */
export function ApplicantStep(step: StepProps) {
  const { t } = useLanguage();
  const { draft, change, error } = step;
  return (
    <>
      <ForWhom {...step} />
      {draft.forOther && (
        <PersonFields
          title={t("Chủ hồ sơ", "The applicant")}
          at="/applicant"
          type={draft.applicantType}
          person={draft.other}
          onChange={(other) => change({ other })}
          error={error}
        />
      )}
      <PersonFields
        title={draft.forOther ? t("Bạn, người nộp thay", "You, who hand in for them") : t("Thông tin của bạn", "About you")}
        at={draft.forOther ? "/representative" : "/applicant"}
        type="citizen"
        person={draft.self}
        onChange={(self) => change({ self })}
        error={error}
        isSelf
      />
      {error("/representative") !== undefined && <Note kind="bad">{error("/representative")}</Note>}
    </>
  );
}

function ForWhom({ draft, edition, change, error }: StepProps) {
  const { t } = useLanguage();
  const types = edition.applicant_types;
  const whose: Option[] = [
    { id: "self", label: t("Tôi nộp cho chính mình", "For myself") },
    {
      id: "other",
      label: t("Tôi nộp thay người khác", "For somebody else"),
      description: t("Bạn được ủy quyền, hoặc là cha, mẹ, người giám hộ", "You are authorised, a parent or a guardian"),
    },
  ];
  return (
    <>
      {types.length > 1 && (
        <Radios
          label={t("Đối tượng nộp hồ sơ", "Who applies")}
          isRequired
          options={types.map((type) => ({ id: type, label: t(...TYPE_WORDS[type]) }))}
          value={draft.applicantType}
          onChange={(type) => change({ applicantType: type as ApplicantType, forOther: type !== "citizen" })}
          error={error("/applicant_type")}
        />
      )}
      {draft.applicantType === "citizen" && (
        <Radios
          label={t("Nộp cho ai?", "For whom?")}
          isRequired
          options={whose}
          value={draft.forOther ? "other" : "self"}
          onChange={(id) => change({ forOther: id === "other" })}
        />
      )}
    </>
  );
}

interface PersonFieldsProps {
  title: string;
  at: string;
  type: ApplicantType;
  person: TypedPerson;
  onChange: (person: TypedPerson) => void;
  error: StepProps["error"];
  /** The signed-in person: what the sign-in vouches for is not typed again. */
  isSelf?: boolean;
}

function PersonFields({ title, at, type, person, onChange, error, isSelf = false }: PersonFieldsProps) {
  const { t } = useLanguage();
  const claims = useClaims();
  const vouched = isSelf && claims?.identity !== "" && claims?.identity === person.identity_number;
  const isPerson = type === "citizen";
  const field = (name: keyof TypedPerson) => ({
    value: person[name],
    onChange: (value: string) => onChange({ ...person, [name]: value }),
    error: error(`${at}/${name}`),
  });
  return (
    <fieldset className="group">
      <legend>{title}</legend>
      <TextField label={isPerson ? t("Họ và tên", "Full name") : t("Tên", "Name")} isRequired autoComplete={isSelf ? "name" : "off"} {...field("name")} />
      <TextField
        label={isPerson ? t("Số định danh cá nhân (CCCD)", "Identity number") : t("Mã số thuế hoặc mã định danh", "Tax code or identity number")}
        isRequired
        autoComplete="off"
        {...(vouched ? { hint: t("Theo tài khoản đăng nhập", "As signed in"), isDisabled: true } : {})}
        {...field("identity_number")}
      />
      <TextField label={t("Điện thoại", "Phone")} type="tel" inputMode="tel" autoComplete={isSelf ? "tel" : "off"} {...field("phone")} />
      <TextField label={t("Thư điện tử (email)", "E-mail")} type="email" inputMode="email" autoComplete={isSelf ? "email" : "off"} {...field("email")} />
      <TextField label={t("Địa chỉ", "Address")} autoComplete={isSelf ? "street-address" : "off"} maxLength={500} {...field("address")} />
    </fieldset>
  );
}
