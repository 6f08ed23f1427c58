import type { components } from "../../api/generated/processing";
import { Select } from "../../parts/fields";
import { useLanguage } from "../../words/language";

/** Why a result is late, as the reports break it down. */
export type LateReason = components["schemas"]["LateReason"];

const REASONS: readonly (readonly [id: LateReason, vi: string, en: string])[] = [
  ["regulation", "Vướng mắc do quy định của pháp luật", "Difficulties with the regulations"],
  ["coordination", "Cơ quan phối hợp chậm", "A coordinating agency was slow"],
  ["staff", "Thiếu nhân lực, quá tải", "Too few staff, overload"],
  ["technical", "Sự cố kỹ thuật, hệ thống", "A technical or system failure"],
  ["applicant", "Do người nộp hồ sơ", "Caused by the applicant"],
  ["force_majeure", "Sự kiện bất khả kháng", "Force majeure"],
  ["other", "Nguyên nhân khác", "Another reason"],
];

interface LateReasonProps {
  value: LateReason | "";
  onChange: (reason: LateReason | "") => void;
  error: string | undefined;
}

/** The cause of the delay, for the reports only. */
export function LateReasonField({ value, onChange, error }: LateReasonProps) {
  const { t } = useLanguage();
  return (
    <Select
      label={t("Nguyên nhân chậm", "Cause of the delay")}
      hint={t("Dùng cho báo cáo quá hạn", "For the reports of late results")}
      value={value}
      onChange={(reason) => onChange(reason as LateReason | "")}
      options={[{ id: "", label: t("Không ghi", "Not stated") }, ...REASONS.map(([id, vi, en]) => ({ id, label: t(vi, en) }))]}
      error={error}
    />
  );
}
