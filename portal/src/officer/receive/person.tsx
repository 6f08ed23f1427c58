/** A person at the counter: typed, or scanned from the identity card. */
import { useState } from "react";
import { TextField } from "../../parts/fields";
import { useLanguage } from "../../words/language";
import { fromCard, type TypedPerson } from "./intake";

interface PersonFieldsProps {
  person: TypedPerson;
  onChange: (person: TypedPerson) => void;
  /** The person's pointer in what is sent. */
  at: string;
  errorOf: (pointer: string) => string | undefined;
}

export function PersonFields({ person, onChange, at, errorOf }: PersonFieldsProps) {
  const { t } = useLanguage();
  const field = (name: keyof TypedPerson) => ({
    value: person[name],
    onChange: (text: string) => onChange({ ...person, [name]: text }),
    error: errorOf(`${at}/${name}`),
    autoComplete: "off",
  });
  return (
    <>
      <Card onScan={(found) => onChange({ ...person, ...found })} />
      <div className="columns">
        <TextField {...field("identity_number")} label={t("Số định danh", "Identity number")} isRequired />
        <TextField {...field("name")} label={t("Họ tên", "Name")} isRequired maxLength={200} />
        <TextField {...field("phone")} label={t("Điện thoại", "Phone")} type="tel" />
        <TextField {...field("email")} label="Email" type="email" />
      </div>
      <TextField {...field("address")} label={t("Địa chỉ", "Address")} maxLength={500} />
    </>
  );
}

/** The QR code of an identity card, as a scanner types it. */
function Card({ onScan }: { onScan: (found: Partial<TypedPerson>) => void }) {
  const { t } = useLanguage();
  const [scanned, setScanned] = useState("");
  const scan = (text: string) => {
    setScanned(text);
    const found = fromCard(text);
    if (found !== null) onScan(found);
  };
  const isRead = fromCard(scanned) !== null;
  return (
    <TextField
      label={t("Quét mã QR trên thẻ căn cước", "Scan the QR code of the identity card")}
      hint={isRead ? t("✓ Đã điền từ thẻ", "✓ Filled in from the card") : t("Đặt con trỏ ở đây rồi quét", "Put the cursor here and scan")}
      value={scanned}
      onChange={scan}
      autoComplete="off"
    />
  );
}
