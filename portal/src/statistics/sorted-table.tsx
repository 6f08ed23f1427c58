/** A table that can be searched and sorted, with its first rows in sight. */
import { useState, type ReactNode } from "react";
import { Button } from "../parts/button";
import { TextField } from "../parts/text-field";
import { count } from "../words/format";
import { folded } from "../words/folded";
import { useLanguage } from "../words/language";
import { TableBox } from "../parts/table-box";
import "./statistics.css";

export interface Column<T> {
  id: string;
  name: string;
  /** What is sorted by; `null` comes last either way. */
  value: (row: T) => number | null;
  shown: (row: T) => ReactNode;
}

interface SortedTableProps<T> {
  label: string;
  /** What the rows are: the head of their names. */
  heading: string;
  rows: readonly T[];
  columns: readonly Column<T>[];
  keyOf: (row: T) => string;
  nameOf: (row: T) => string;
  /** The name as it is shown, where it is more than a text. */
  head?: (row: T) => ReactNode;
  /** The key of the row that is looked at. */
  current?: string;
  /** The label of the search field; without it there is none. */
  search?: string;
}

interface Order {
  by: string;
  descending: boolean;
}

const NAME = "name";
const FEW = 12;

/** Sorted by its first column at first, the highest on top; ties go by name. */
export function SortedTable<T>(props: SortedTableProps<T>) {
  const { rows, columns, nameOf, search } = props;
  const { t, language } = useLanguage();
  const [typed, setTyped] = useState("");
  const [all, setAll] = useState(false);
  const [order, setOrder] = useState<Order>({ by: columns[0]?.id ?? NAME, descending: true });
  const found = rows.filter((row) => folded(nameOf(row)).includes(folded(typed.trim())));
  const sorted = inOrder(found, order, columns, nameOf);
  const shown = all ? sorted : sorted.slice(0, FEW);
  const isMany = rows.length > FEW;
  return (
    <div className="sorted">
      {isMany && search !== undefined && (
        <TextField
          label={search}
          hint={t("Không cần gõ dấu", "Diacritics are not needed")}
          type="search"
          autoComplete="off"
          isRequired
          value={typed}
          onChange={setTyped}
        />
      )}
      {typed !== "" && (
        <p role="status">
          {t(`Tìm thấy ${count(found.length, language)}`, `${count(found.length, language)} found`)}
        </p>
      )}
      <Rows {...props} rows={shown} order={order} onSort={setOrder} />
      {shown.length < sorted.length && (
        <div className="sorted-more">
          <Button onPress={() => setAll(true)}>
            {t("Xem tất cả", "Show all")} ({count(sorted.length, language)})
          </Button>
          <span className="fine">
            {t(`Trên đây là ${FEW} dòng đầu.`, `The first ${FEW} rows are above.`)}
          </span>
        </div>
      )}
    </div>
  );
}

interface RowsProps<T> extends SortedTableProps<T> {
  order: Order;
  onSort: (order: Order) => void;
}

function Rows<T>({ label, heading, rows, columns, keyOf, nameOf, head, current, order, onSort }: RowsProps<T>) {
  return (
    <TableBox label={label}>
      <table>
        <caption className="visually-hidden">{label}</caption>
        <thead>
          <tr>
            <Sort id={NAME} name={heading} order={order} onSort={onSort} />
            {columns.map(({ id, name }) => (
              <Sort key={id} id={id} name={name} order={order} onSort={onSort} isNumber />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} aria-current={keyOf(row) === current ? "true" : undefined}>
              <th scope="row">{head === undefined ? nameOf(row) : head(row)}</th>
              {columns.map(({ id, shown }) => (
                <td key={id} className="number">
                  {shown(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

interface SortProps {
  id: string;
  name: string;
  order: Order;
  onSort: (order: Order) => void;
  isNumber?: boolean;
}

/** The first press puts numbers from the highest and names from A; the next one turns them round. */
function Sort({ id, name, order, onSort, isNumber = false }: SortProps) {
  const isBy = order.by === id;
  const sorted = order.descending ? "descending" : "ascending";
  return (
    <th scope="col" className={isNumber ? "number" : undefined} aria-sort={isBy ? sorted : undefined}>
      <button type="button" className="sort" onClick={() => onSort({ by: id, descending: isBy ? !order.descending : isNumber })}>
        {name} <span aria-hidden="true">{isBy ? (order.descending ? "▼" : "▲") : "↕"}</span>
      </button>
    </th>
  );
}

function inOrder<T>(
  rows: readonly T[],
  { by, descending }: Order,
  columns: readonly Column<T>[],
  nameOf: (row: T) => string,
): T[] {
  const value = columns.find(({ id }) => id === by)?.value;
  const sign = descending ? -1 : 1;
  const byName = (one: T, other: T) => nameOf(one).localeCompare(nameOf(other), "vi");
  if (value === undefined) return [...rows].sort((one, other) => sign * byName(one, other));
  return [...rows].sort((one, other) => {
    const [first, second] = [value(one), value(other)];
    if (first === null || second === null) return Number(first === null) - Number(second === null) || byName(one, other);
    return sign * (first - second) || byName(one, other);
  });
}
