/** What each step of a submission is given, and how it is called. */
import type { Words } from "../../parts/schema";
import type { Edition } from "../../api/catalogue";
import type { Draft, Step } from "./draft";
import type { Drafting } from "./use-draft";

export interface StepProps {
  draft: Draft;
  edition: Edition;
  change: Drafting["change"];
  /** What is wrong with a field, named by its pointer; undefined while nobody asked. */
  error: (pointer: string) => string | undefined;
}

export const STEP_WORDS: Record<Step, Words> = {
  agency: ["Nơi giải quyết", "Where"],
  applicant: ["Người nộp", "Who"],
  answers: ["Tờ khai", "Form"],
  documents: ["Giấy tờ", "Documents"],
  notify: ["Nhận thông báo", "Messages"],
  review: ["Xem lại và nộp", "Review and submit"],
};
