/** The box of a table that may be wider than its page: it scrolls by itself, by keyboard too. */
import type { ReactNode } from "react";

interface TableBoxProps {
  /** What the table shows, for a screen reader. */
  label: string;
  className?: string;
  children: ReactNode;
}

export function TableBox({ label, className, children }: TableBoxProps) {
  return (
    <div className={className === undefined ? "table-wrap" : `table-wrap ${className}`} tabIndex={0} role="region" aria-label={label}>
      {children}
    </div>
  );
}
