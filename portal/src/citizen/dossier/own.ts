/** The dossier as its owner reads it, and keeping what is shown of it fresh. */
import { useQueryClient } from "@tanstack/react-query";
import type { components } from "../../api/generated/tracking";

export type OwnDossier = components["schemas"]["OwnDossier"];

/** Load anew everything that is shown of the citizen's dossiers. */
export function useRefresh(): () => void {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: ["mine"] });
}
