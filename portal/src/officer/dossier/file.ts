/** A dossier as officers see it: what is read of it, and how it is moved. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import type { components } from "../../api/generated/processing";
import { useIntent } from "../../parts/intent";
import { today } from "../../words/format";

type Schemas = components["schemas"];
export type DossierFile = Schemas["DossierFile"];
export type Action = Schemas["Action"];
export type Person = Schemas["Person"];

const EMPTY = { due_at: null, reception_due_at: null, explanation: "", explanation_en: "", steps: [] };

/** A clock with what the services leave out of one where it is empty. */
export function whole<C extends object>(clock: C): typeof EMPTY & C {
  return { ...EMPTY, ...clock };
}

/** Everything of one dossier lies under this key. */
function under(id: string, part: string): readonly string[] {
  return ["dossier", id, part];
}

/** The whole file; every reading is recorded, so it is read when the page opens and after moves. */
export function useFile(id: string) {
  return useQuery({
    queryKey: under(id, "file"),
    queryFn: async (): Promise<DossierFile> => {
      const read = await answer(api.GET("/processing/dossiers/{dossier_id}", { params: { path: { dossier_id: id } } }));
      return { ...read, clock: whole(read.clock) };
    },
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    gcTime: 0,
  });
}

export function useTimeline(id: string) {
  return useQuery({
    queryKey: under(id, "timeline"),
    queryFn: () => answer(api.GET("/processing/dossiers/{dossier_id}/timeline", { params: { path: { dossier_id: id } } })),
  });
}

/** What its citizen was told; asked for when somebody wants to know. */
export function useMessages(id: string) {
  return useQuery({
    queryKey: under(id, "messages"),
    queryFn: () => answer(api.GET("/tracking/dossiers/{dossier_id}/messages", { params: { path: { dossier_id: id } } })),
  });
}

const PAPERS_EVERY = 4_000;
const PAPERS_FOR = 60_000;

/** Its papers; they are made some seconds after a move, so for a minute they are asked for again. */
export function usePapers(id: string, since: number) {
  return useQuery({
    queryKey: under(id, "papers"),
    queryFn: () => answer(api.GET("/papers/dossiers/{dossier_id}", { params: { path: { dossier_id: id } } })),
    refetchInterval: ({ state }) => (state.error === null && Date.now() - since < PAPERS_FOR ? PAPERS_EVERY : false),
  });
}

/** A procedure as it was on the day the dossier was submitted: that is the form that was filled in. */
export function useEdition(dossier: Pick<DossierFile, "procedure_code" | "submitted_at">) {
  const code = dossier.procedure_code;
  const on = today(new Date(dossier.submitted_at));
  return useQuery({
    queryKey: ["procedure", code, on],
    queryFn: () =>
      answer(
        api.GET("/catalogue/procedures/{procedure_code}", { params: { path: { procedure_code: code }, query: { on } } }),
      ),
    staleTime: Infinity,
  });
}

/** What every move is sent with: its dossier, its key, and the version that the screen showed. */
export interface MoveInit {
  params: { path: { dossier_id: string }; header: { "Idempotency-Key": string } };
  headers: { "If-Match": string };
}

/** One move, ready to be sent. */
export type Send = (init: MoveInit) => Promise<{ data?: unknown }>;

const STALE: readonly number[] = [409, 412];

/**
 * Move the dossier. Whether it succeeds or finds that somebody was faster, the fresh state is
 * loaded before it ends.
 */
export function useMove(dossier: DossierFile, done: () => void) {
  const queries = useQueryClient();
  const { dossier_id: id, version } = dossier;
  const refresh = async () => {
    await queries.refetchQueries({ queryKey: ["dossier", id] });
    void queries.invalidateQueries({ queryKey: ["worklist"] });
  };
  return useIntent<void, Send>(async (send, key) => {
    try {
      await answer(
        send({
          params: { path: { dossier_id: id }, header: { "Idempotency-Key": key } },
          headers: { "If-Match": `"${version}"` },
        }),
      );
    } catch (error) {
      if (STALE.includes((error as { status?: number }).status ?? 0)) await refresh();
      throw error;
    }
    await refresh();
  }, done);
}
