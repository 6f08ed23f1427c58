/** A few figures, each large, named, and explained in plain words. */
import type { ReactNode } from "react";
import "./statistics.css";

export interface Figure {
  name: string;
  value: string;
  meaning?: ReactNode;
  tone?: "good" | "warn" | "bad";
}

export function BigFigures({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl className="figures">
      {figures.map(({ name, value, meaning, tone }) => (
        <div key={name} className={tone === undefined ? "figure" : `figure figure-${tone}`}>
          <dt>{name}</dt>
          <dd className="figure-value">{value}</dd>
          {meaning !== undefined && <dd className="fine">{meaning}</dd>}
        </div>
      ))}
    </dl>
  );
}
