/** Taking a dossier in at the counter or from the post, on behalf of a citizen. */
import { useEffect, useRef, useState } from "react";
import { useParams } from "wouter";
import { useNamedAgencies, useProcedure } from "../api/catalogue";
import type { Option } from "../parts/fields";
import { Found, Page, Skeleton } from "../parts/page";
import { useClaims } from "../session/session";
import { useLanguage } from "../words/language";
import { useFirstField } from "../parts/focus";
import { useKept } from "./parts/kept";
import { IntakeForm } from "./receive/form";
import { blank, type Change } from "./receive/intake";
import { ProcedureFinder } from "./receive/procedure";
import { Received } from "./receive/receipt";
import { useReception } from "./receive/reception";
import "./officer.css";

/** The officer's own agency; a one-stop centre takes in for any other. */
interface Desk extends Option {
  isCentre: boolean;
}

export default function Receive() {
  const { t, language } = useLanguage();
  const own = useClaims()?.agency ?? "";
  const { agencies, isPending } = useNamedAgencies([own]);
  const found = agencies[0];
  const label = (language === "vi" ? found?.name : found?.name_en || found?.name) ?? own;
  return (
    <Page title={t("Tiếp nhận hồ sơ", "Receive a dossier")} lead={label}>
      {isPending ? <Skeleton lines={3} height={2.75} /> : <Counter desk={{ id: own, label, isCentre: found?.kind === "one_stop_centre" }} />}
    </Page>
  );
}

/** One citizen after the other. */
function Counter({ desk }: { desk: Desk }) {
  const { code } = useParams<{ code?: string }>();
  const [initial] = useState(() => blank(desk.isCentre ? null : desk, code));
  const [intake, keep, forget] = useKept("receive", initial);
  const reception = useReception(forget);
  useEffect(() => {
    if (code !== undefined && intake.procedure?.id !== code) keep(initial);
    // What was typed for another procedure goes only when this page is opened for a new one.
  }, []);
  const change: Change = (next) => keep((before) => ({ ...before, ...(typeof next === "function" ? next(before) : next) }));
  const next = () => {
    reception.reset();
    keep(blank(desk.isCentre ? null : desk, undefined));
  };
  if (reception.data !== undefined) return <Received receipt={reception.data} next={next} />;
  return <Asking key={intake.key} {...{ desk, intake, change, reception }} />;
}

interface AskingProps {
  desk: Desk;
  intake: ReturnType<typeof blank>;
  change: Change;
  reception: ReturnType<typeof useReception>;
}

function Asking({ desk, intake, change, reception }: AskingProps) {
  const { t } = useLanguage();
  const finder = useRef<HTMLDivElement>(null);
  useFirstField(finder);
  return (
    <>
      <p className="fine">
        {t("Tab sang ô tiếp theo, Ctrl+Enter để tiếp nhận.", "Tab leads to the next field, Ctrl+Enter receives.")}
      </p>
      <div ref={finder}>
        <ProcedureFinder intake={intake} change={change} agency={desk.isCentre ? "" : desk.id} />
      </div>
      {intake.procedure !== null && (
        <OfProcedure key={intake.procedure.id} code={intake.procedure.id} {...{ desk, intake, change, reception }} />
      )}
    </>
  );
}

function OfProcedure({ code, desk, ...asking }: AskingProps & { code: string }) {
  const query = useProcedure(code);
  return (
    <Found query={query} lines={8}>
      {(procedure) => <IntakeForm edition={procedure.edition} isCentre={desk.isCentre} {...asking} />}
    </Found>
  );
}
