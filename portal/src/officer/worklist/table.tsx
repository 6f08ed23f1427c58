/** The worklist as a grid: arrows move, Enter opens, Space selects what can be accepted. */
import type { Ref } from "react";
import { Cell, Checkbox, Column, Row, Table, TableBody, TableHeader, type Selection } from "react-aria-components";
import { Link, useLocation } from "wouter";
import { day, moment } from "../../words/format";
import { useLanguage } from "../../words/language";
import type { Line } from "./lines";
import { urgencyOf } from "./urgency";
import { UrgencyBadge } from "./urgency-badge";

const REGISTERED = 1;

interface LinesTableProps {
  lines: readonly Line[];
  /** Whether dossiers can be selected, to accept several at once. */
  canSelect: boolean;
  selected: ReadonlySet<string>;
  onSelect: (selected: ReadonlySet<string>) => void;
  ref: Ref<HTMLTableElement>;
}

/** Whether a dossier can be accepted: it was submitted and not received yet. */
export function isRegistered(line: Line): boolean {
  return line.status === REGISTERED;
}

export function LinesTable({ lines, canSelect, selected, onSelect, ref }: LinesTableProps) {
  const { t } = useLanguage();
  const [, navigate] = useLocation();
  const others = lines.filter((line) => !isRegistered(line)).map((line) => line.dossier_id);
  const select = (keys: Selection) =>
    onSelect(new Set(keys === "all" ? lines.filter(isRegistered).map((line) => line.dossier_id) : [...keys].map(String)));
  return (
    <Table
      ref={ref as Ref<HTMLDivElement | HTMLTableElement>}
      className="table worklist-table"
      aria-label={t("Hồ sơ cần xử lý, sắp theo hạn", "Dossiers to work on, soonest due first")}
      selectionMode={canSelect ? "multiple" : "none"}
      selectedKeys={selected}
      onSelectionChange={select}
      disabledKeys={others}
      disabledBehavior="selection"
      onRowAction={(key) => navigate(`/worklist/${key}`)}
    >
      <TableHeader>
        {canSelect && (
          <Column width={48}>
            <SelectBox />
          </Column>
        )}
        <Column isRowHeader>{t("Hồ sơ", "Dossier")}</Column>
        <Column>{t("Người nộp", "Applicant")}</Column>
        <Column>{t("Trạng thái", "Status")}</Column>
        <Column>{t("Hạn", "Due")}</Column>
        <Column>{t("Người xử lý", "Assigned to")}</Column>
      </TableHeader>
      <TableBody items={lines} dependencies={[canSelect]}>
        {(line) => <LineRow id={line.dossier_id} line={line} canSelect={canSelect} />}
      </TableBody>
    </Table>
  );
}

/** `id` tells the table which row is which when the lines change. */
function LineRow({ id, line, canSelect }: { id: string; line: Line; canSelect: boolean }) {
  const { language, t } = useLanguage();
  const urgency = urgencyOf(line);
  return (
    <Row id={id} textValue={`${line.dossier_id} ${line.procedure_name}`} className={`line line-${urgency}`}>
      {canSelect && <Cell className="line-select">{isRegistered(line) && <SelectBox />}</Cell>}
      <Cell className="line-dossier">
        <Link href={`/worklist/${line.dossier_id}`} tabIndex={-1}>
          {line.dossier_id}
        </Link>
        <small>{line.procedure_name}</small>
      </Cell>
      <Cell>
        {line.applicant_name}
        <small>
          {t("Nộp", "Submitted")} {day(line.submitted_at, language)}
        </small>
      </Cell>
      <Cell>
        {language === "vi" ? line.status_name : line.status_name_en}
        {line.held_by !== line.agency_code && <small>{t(`Đang ở ${line.held_by}`, `Now with ${line.held_by}`)}</small>}
      </Cell>
      <Cell className="line-due">
        <UrgencyBadge urgency={urgency} />
        {line.due_at !== null && <small>{moment(line.due_at, language)}</small>}
      </Cell>
      <Cell>{line.assignee_name || <span className="fine">{t("Chưa giao", "Nobody yet")}</span>}</Cell>
    </Row>
  );
}

function SelectBox() {
  return (
    <Checkbox slot="selection" className="select-box">
      <span className="checkbox-box" aria-hidden="true" />
    </Checkbox>
  );
}
