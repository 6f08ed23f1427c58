/** Showing a file in a tab of its own. */
import { useMutation } from "@tanstack/react-query";
import { asProblem, Problem } from "../../api/problems";

/** What a browser shows without running anything in it; all else is downloaded. */
const SHOWN: readonly string[] = ["application/pdf", "image/jpeg", "image/png"];
const FORGET_AFTER = 10 * 60_000;

/**
 * Show the file that `link` answers, whose link lives five minutes and is meant for downloading. The
 * tab is opened at once, while the click still counts as one, and closed again if it has no use.
 */
export function useOpening() {
  return useMutation<void, Problem, () => Promise<{ url: string }>>({
    mutationFn: async (link) => {
      const tab = window.open("about:blank", "_blank");
      try {
        const { url } = await link();
        const file = await fetched(url);
        if (tab === null || !SHOWN.includes(file.type)) {
          tab?.close();
          return location.assign(url);
        }
        const shown = URL.createObjectURL(file);
        setTimeout(() => URL.revokeObjectURL(shown), FORGET_AFTER);
        tab.opener = null;
        tab.location.replace(shown);
      } catch (error) {
        tab?.close();
        throw asProblem(error);
      }
    },
  });
}

async function fetched(url: string): Promise<Blob> {
  const response = await fetch(url).catch(() => {
    throw Problem.offline();
  });
  if (!response.ok) throw Problem.unexpected(response.status);
  return response.blob();
}
