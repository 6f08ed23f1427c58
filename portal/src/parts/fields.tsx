/**
 * Form fields: React Aria's, with label, hint and error in one look. The citizen's pages import each
 * from its own file, so that a list that opens is not loaded where there is none.
 */
export { Button } from "./button";
export { Checkbox, Radios } from "./choices";
export type { Option } from "./field";
export { Select } from "./select";
export { TextField } from "./text-field";
