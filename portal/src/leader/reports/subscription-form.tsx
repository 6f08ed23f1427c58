/** Setting a subscription up, or changing one. */
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState, type FormEvent } from "react";
import { Checkbox as AriaCheckbox, CheckboxGroup, FieldError } from "react-aria-components";
import { answer, api } from "../../api/client";
import type { Problem } from "../../api/problems";
import { useFirstField, useFirstWrong } from "../../parts/focus";
import { FieldLabel } from "../../parts/field";
import { Button, TextField } from "../../parts/fields";
import { useIntent } from "../../parts/intent";
import { ProblemNote } from "../../parts/page";
import { useClaims } from "../../session/session";
import { useLanguage } from "../../words/language";
import { AgencyField } from "./agency-field";
import { agencyError } from "./ask";
import { FormSelect } from "./form-select";
import type { Subscription } from "./reading";
import { KINDS, type FormName, type Kind } from "./words";

interface SubscriptionFormProps {
  /** The one that is changed; null sets a new one up. */
  changes: Subscription | null;
  onKept: (address: string) => void;
  onCancel: () => void;
}

export function SubscriptionForm({ changes, onKept, onCancel }: SubscriptionFormProps) {
  const { t } = useLanguage();
  const { wanted, change, keep } = useKeeping(changes, onKept);
  const form = useRef<HTMLFormElement>(null);
  useFirstField(form);
  useFirstWrong(form, keep.failureCount, keep.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!keep.isPending) keep.mutate();
  };
  return (
    <form ref={form} onSubmit={submit} className="card asking">
      <h2>{changes === null ? t("Đăng ký mới", "New subscription") : t("Sửa đăng ký", "Change the subscription")}</h2>
      <Fields wanted={wanted} change={change} problem={keep.error} />
      {keep.error !== null && <ProblemNote error={keep.error} />}
      <div className="actions">
        <Button type="submit" look="main" isPending={keep.isPending}>
          {t("Lưu đăng ký", "Keep")}
        </Button>
        <Button onPress={onCancel}>{t("Bỏ", "Cancel")}</Button>
      </div>
    </form>
  );
}

interface Wanted {
  address: string;
  form: FormName;
  agency: string;
  kinds: readonly Kind[];
}

/** What is wanted, and keeping it under the one id that a repeat has too. */
function useKeeping(changes: Subscription | null, onKept: (address: string) => void) {
  const queries = useQueryClient();
  const claims = useClaims();
  const [id] = useState(() => changes?.subscription_id ?? crypto.randomUUID());
  const [wanted, setWanted] = useState<Wanted>(() => ({
    address: changes?.address ?? claims?.email ?? "",
    form: changes?.form ?? "II.06c",
    agency: changes?.agency_code ?? claims?.agency ?? "",
    kinds: changes?.kinds ?? ["monthly"],
  }));
  const keep = useIntent(
    () =>
      answer(
        api.PUT("/reports/subscriptions/{subscription_id}", {
          params: { path: { subscription_id: id } },
          body: { ...wanted, address: wanted.address.trim(), kinds: [...wanted.kinds] },
        }),
      ),
    ({ address }) => {
      void queries.invalidateQueries({ queryKey: ["subscriptions"] });
      onKept(address);
    },
  );
  const change = (part: Partial<Wanted>) => setWanted((before) => ({ ...before, ...part }));
  return { wanted, change, keep };
}

interface FieldsProps {
  wanted: Wanted;
  change: (part: Partial<Wanted>) => void;
  problem: Problem | null;
}

function Fields({ wanted, change, problem }: FieldsProps) {
  const { t, language } = useLanguage();
  return (
    <>
      <TextField
        label={t("Địa chỉ thư điện tử", "E-mail address")}
        type="email"
        autoComplete="email"
        isRequired
        value={wanted.address}
        onChange={(address) => change({ address })}
        error={problem?.of("/address", language)}
      />
      <FormSelect value={wanted.form} onChange={(form) => change({ form })} problem={problem} />
      <AgencyField
        label={t("Cơ quan, gồm cả cấp dưới", "Agency, with those below it")}
        value={wanted.agency}
        onChange={(agency) => change({ agency })}
        error={agencyError(problem, language)}
      />
      <Kinds value={wanted.kinds} onChange={(kinds) => change({ kinds })} error={problem?.of("/kinds", language)} />
    </>
  );
}

interface KindsProps {
  value: readonly Kind[];
  onChange: (kinds: Kind[]) => void;
  error: string | undefined;
}

function Kinds({ value, onChange, error }: KindsProps) {
  const { t } = useLanguage();
  return (
    <CheckboxGroup
      className="field"
      validationBehavior="aria"
      isRequired
      isInvalid={error !== undefined}
      value={[...value]}
      onChange={(kinds) => onChange(kinds as Kind[])}
    >
      <FieldLabel label={t("Nhận khi nào", "When")} isRequired />
      <div className="radios">
        {(Object.keys(KINDS) as Kind[]).map((kind) => (
          <AriaCheckbox key={kind} value={kind} className="checkbox">
            <span className="checkbox-box" aria-hidden="true" />
            <span>
              {t(...KINDS[kind].name)} <small>{t(...KINDS[kind].about)}</small>
            </span>
          </AriaCheckbox>
        ))}
      </div>
      <FieldError className="field-error">{error}</FieldError>
    </CheckboxGroup>
  );
}
