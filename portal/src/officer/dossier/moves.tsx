/** What the caller may do to the dossier now; each move has its own form. */
import { useEffect, useRef, useState, type ComponentType } from "react";
import { useSearchParams } from "wouter";
import { Button } from "../../parts/fields";
import { Note } from "../../parts/page";
import { moment } from "../../words/format";
import { useLanguage } from "../../words/language";
import { useMove, type Action, type DossierFile } from "./file";
import { Extend } from "./form-extend";
import { Assign, Forward } from "./forms-people";
import { Resolve, ReturnResult } from "./forms-result";
import * as simple from "./forms-simple";
import { AskSupplement, Supplement } from "./forms-supplement";
import type { MoveProps } from "./move-form";

interface Move {
  action: Action;
  vi: string;
  en: string;
  done: readonly [vi: string, en: string];
  Form: ComponentType<MoveProps>;
}

/** In the order in which they are offered: what leads on first, what ends it last. */
const MOVES: readonly Move[] = [
  { action: "accept", vi: "Tiếp nhận", en: "Accept", done: ["Đã tiếp nhận hồ sơ.", "The dossier was accepted."], Form: simple.Accept },
  { action: "resolve", vi: "Ghi kết quả", en: "Record the result", done: ["Đã ghi kết quả.", "The result was recorded."], Form: Resolve },
  { action: "return_result", vi: "Trả kết quả", en: "Hand over the result", done: ["Đã trả kết quả.", "The result was handed over."], Form: ReturnResult },
  { action: "supplement", vi: "Nhận bổ sung tại quầy", en: "Take in the supplement", done: ["Đã nhận bổ sung.", "The supplement was taken in."], Form: Supplement },
  { action: "confirm_financial_duty", vi: "Xác nhận nghĩa vụ tài chính", en: "Confirm the financial duty", done: ["Đã xác nhận nghĩa vụ tài chính.", "The financial duty was confirmed."], Form: simple.ConfirmFinancialDuty },
  { action: "resume", vi: "Tiếp tục giải quyết", en: "Resume", done: ["Đã tiếp tục giải quyết.", "Processing was resumed."], Form: simple.Resume },
  { action: "receive_back", vi: "Nhận lại hồ sơ", en: "Take back", done: ["Đã nhận lại hồ sơ.", "The dossier was taken back."], Form: simple.ReceiveBack },
  { action: "assign", vi: "Phân công", en: "Assign", done: ["Đã phân công.", "The dossier was assigned."], Form: Assign },
  { action: "ask_supplement", vi: "Yêu cầu bổ sung", en: "Ask for a supplement", done: ["Đã gửi yêu cầu bổ sung.", "The supplement was asked for."], Form: AskSupplement },
  { action: "ask_financial_duty", vi: "Yêu cầu nghĩa vụ tài chính", en: "Ask for a financial duty", done: ["Đã gửi yêu cầu nghĩa vụ tài chính.", "The financial duty was asked for."], Form: simple.AskFinancialDuty },
  { action: "forward", vi: "Chuyển cơ quan phối hợp", en: "Forward", done: ["Đã chuyển hồ sơ.", "The dossier was forwarded."], Form: Forward },
  { action: "extend", vi: "Gia hạn, xin lỗi", en: "Extend with an apology", done: ["Đã gia hạn và gửi thư xin lỗi.", "The due date was moved and the apology sent."], Form: Extend },
  { action: "expire_supplement", vi: "Kết thúc chờ bổ sung", en: "Close the request", done: ["Đã kết thúc chờ bổ sung.", "The request was closed."], Form: simple.ExpireSupplement },
  { action: "refuse", vi: "Từ chối tiếp nhận", en: "Refuse", done: ["Đã từ chối tiếp nhận.", "The dossier was refused."], Form: simple.Refuse },
  { action: "stop", vi: "Dừng giải quyết", en: "Stop", done: ["Đã dừng giải quyết.", "Processing was stopped."], Form: simple.Stop },
  { action: "correct", vi: "Thu hồi kết quả", en: "Take the result back", done: ["Đã thu hồi kết quả.", "The result was taken back."], Form: simple.Correct },
  { action: "withdraw", vi: "Công dân rút hồ sơ", en: "Withdraw for the applicant", done: ["Đã rút hồ sơ.", "The dossier was withdrawn."], Form: simple.Withdraw },
];

/** The moves that are legal for the caller; a request for supplement ends only after its deadline. */
export function movesOf(dossier: DossierFile, now = new Date()): readonly Move[] {
  const open = dossier.supplement !== null && now <= new Date(dossier.supplement.deadline);
  return MOVES.filter(
    ({ action }) => dossier.legal_moves.includes(action) && !(action === "expire_supplement" && open),
  );
}

export function Moves({ dossier, onMoved }: { dossier: DossierFile; onMoved: () => void }) {
  const { t } = useLanguage();
  const [search] = useSearchParams();
  const [chosen, setChosen] = useState<Action | null>(() => asked(search.get("move"), dossier));
  const [done, setDone] = useState<Move | null>(null);
  const [attempt, setAttempt] = useState(0);
  const legal = movesOf(dossier);
  const open = MOVES.find(({ action }) => action === chosen) ?? null;
  const choose = (action: Action | null) => {
    setDone(null);
    setChosen(action);
    setAttempt(attempt + 1);
  };
  const finish = () => {
    setDone(open);
    setChosen(null);
    onMoved();
  };
  return (
    <section aria-labelledby="moves" className="card moves">
      <h2 id="moves">{t("Việc có thể làm", "What can be done")}</h2>
      {done !== null && <Done move={done} dossier={dossier} />}
      {legal.length === 0 && open === null && (
        <p>{t("Bạn không có việc phải làm với hồ sơ này lúc này.", "There is nothing for you to do with this dossier now.")}</p>
      )}
      <div className="moves-choice">
        {legal.map(({ action, vi, en }, nth) => (
          <Button
            key={action}
            look={nth === 0 && chosen === null ? "main" : "plain"}
            aria-expanded={action === chosen}
            onPress={() => choose(action === chosen ? null : action)}
          >
            {t(vi, en)}
          </Button>
        ))}
      </div>
      {open !== null && (
        <Chosen key={`${open.action} ${attempt}`} move={open} dossier={dossier} isLegal={legal.includes(open)} close={() => choose(null)} finish={finish} />
      )}
    </section>
  );
}

function asked(named: string | null, dossier: DossierFile): Action | null {
  return movesOf(dossier).find(({ action }) => action === named)?.action ?? null;
}

interface ChosenProps {
  move: Move;
  dossier: DossierFile;
  isLegal: boolean;
  close: () => void;
  finish: () => void;
}

function Chosen({ move, dossier, isLegal, close, finish }: ChosenProps) {
  const { t } = useLanguage();
  const moving = useMove(dossier, finish);
  return (
    <section aria-label={t(move.vi, move.en)} className="move">
      <h3>{t(move.vi, move.en)}</h3>
      <move.Form
        dossier={dossier}
        send={(send) => moving.mutate(send)}
        close={close}
        isPending={moving.isPending}
        problem={moving.error}
        isLegal={isLegal || moving.isPending}
      />
    </section>
  );
}

/** What was done and where the dossier stands now; focused, so that it is read out. */
function Done({ move, dossier }: { move: Move; dossier: DossierFile }) {
  const { t, language } = useLanguage();
  const message = useRef<HTMLDivElement>(null);
  useEffect(() => message.current?.focus(), []);
  const due = (dossier.clock.running && dossier.clock.due_at) || null;
  return (
    <div ref={message} role="status" tabIndex={-1} className="moves-done">
      <Note kind="good">
        <strong>{t(...move.done)}</strong>
        <p>
          {t("Trạng thái", "Status")}: {language === "vi" ? dossier.status_name : dossier.status_name_en}
          {due !== null && ` · ${t("hạn", "due")} ${moment(due, language)}`}
        </p>
      </Note>
    </div>
  );
}
