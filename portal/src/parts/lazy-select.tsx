/** The list that opens, loaded when the first one is shown: most visits to a page need none. */
import { lazy, Suspense } from "react";
import { FieldLabel, type ChoiceProps } from "./field";

/** Load it before it is needed, for one, because the network may go away. */
export const loadSelect = () => import("./select");

const Loaded = lazy(() => loadSelect().then(({ Select }) => ({ default: Select })));

export function LazySelect(field: ChoiceProps) {
  return (
    <Suspense fallback={<Coming {...field} />}>
      <Loaded {...field} />
    </Suspense>
  );
}

function Coming({ label, hint, isRequired }: ChoiceProps) {
  return (
    <div className="field" aria-busy="true">
      <FieldLabel label={label} isRequired={isRequired} />
      {hint !== undefined && <span slot="description">{hint}</span>}
      <div className="input skeleton-line" />
    </div>
  );
}
