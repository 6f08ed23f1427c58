/** How a submission is filled in: which step is shown, what is wrong in it, and where to go on. */
import { useEffect, useRef, useState, type RefObject } from "react";
import { useLocation, useSearch } from "wouter";
import type { Problem } from "../../api/problems";
import { loadSelect } from "../../parts/lazy-select";
import type { Claims } from "../../session/token";
import { useLanguage } from "../../words/language";
import type { Edition } from "../../api/catalogue";
import { stepsOf, type Draft, type Step } from "./draft";
import { faultsHere, ofStep, standing, stepOf, told, type Faults, type ToldFaults } from "./faults";
import { useDraft, type Drafting } from "./use-draft";
import { useSending, type Receipt, type Sending } from "./use-sending";

interface FillingState {
  drafting: Drafting;
  sending: Sending;
  steps: readonly Step[];
  step: Step;
  goTo: (step: Step) => void;
  startAnew: () => void;
  /** The faults to show: of a step that was tried, and what the service found. */
  shown: Faults;
  firstFaulty: Step | undefined;
  next: () => void;
  mend: () => void;
  form: RefObject<HTMLDivElement | null>;
}

export function useFilling(edition: Edition, claims: Claims, onSubmitted: (receipt: Receipt) => void): FillingState {
  const { language } = useLanguage();
  const drafting = useDraft(claims, edition, language);
  const { draft, change } = drafting;
  const steps = stepsOf(edition);
  const { step, goTo, startAnew } = useStep(steps, draft, change);
  const [form, lookAtFaults] = useFirstWrong();
  const [faultsTold, setFaultsTold] = useState<ToldFaults>({});
  const [tried, setTried] = useState<ReadonlySet<Step>>(new Set());
  // So that a choice can be made later although the network went away meanwhile.
  useEffect(() => void loadSelect(), []);

  const here = draft === null ? {} : faultsHere(draft, edition, Date.now());
  const there = draft === null ? {} : standing(faultsTold, draft);
  const isFaulty = (one: Step) => Object.keys(ofStep({ ...here, ...there }, one)).length > 0;
  const firstFaulty = steps.find(isFaulty);
  const showFaults = (wrong: Iterable<Step>, at: Step) => {
    setTried(new Set([...tried, ...wrong]));
    if (at !== step) goTo(at);
    lookAtFaults();
  };
  const refused = (problem: Problem, sent: Draft) => {
    const found = told(problem, sent);
    setFaultsTold(found);
    const wrong = Object.keys(found).map(stepOf);
    const first = steps.find((one) => one !== "review" && wrong.includes(one));
    if (first !== undefined) showFaults(wrong, first);
  };
  const next = () => {
    const following = steps[steps.indexOf(step) + 1];
    if (following === undefined || Object.keys(ofStep(here, step)).length > 0) showFaults([step], step);
    else goTo(following);
  };
  return {
    drafting,
    sending: useSending(drafting, edition, onSubmitted, refused),
    steps,
    step,
    goTo,
    startAnew,
    shown: ofStep(tried.has(step) ? { ...here, ...there } : there, step),
    firstFaulty,
    next,
    mend: () => showFaults(steps, firstFaulty ?? step),
    form,
  };
}

/** The step in the address, so that the browser's own back button goes a step back. */
function useStep(steps: readonly Step[], draft: Draft | null, change: Drafting["change"]) {
  const [path, navigate] = useLocation();
  const asked = new URLSearchParams(useSearch()).get("step");
  const step = steps.find((one) => one === asked) ?? steps.find((one) => one === draft?.step) ?? "agency";
  const goTo = (wanted: Step) => {
    change({ step: wanted });
    navigate(`${path}?step=${wanted}`);
  };
  return { step, goTo, startAnew: () => navigate(path, { replace: true }) };
}

/** Focus, once they are shown, the first field that is marked as wrong. */
function useFirstWrong(): [RefObject<HTMLDivElement | null>, () => void] {
  const form = useRef<HTMLDivElement>(null);
  const [looking, setLooking] = useState(0);
  useEffect(() => {
    const typing = "input[aria-invalid='true'], textarea[aria-invalid='true']";
    const fields = `${typing}, [data-invalid] input:not([tabindex='-1']), [data-invalid] button`;
    if (looking > 0) form.current?.querySelector<HTMLElement>(fields)?.focus();
  }, [looking]);
  return [form, () => setLooking((times) => times + 1)];
}
