/** Sending a file: declared to the service, then straight to storage, with its progress. */
import { answer, api } from "../api/client";
import { Problem } from "../api/problems";

/** A file that is in storage, waiting for the dossier it belongs to. */
export interface SentFile {
  upload_id: string;
  component: string;
  name: string;
  media_type: string;
  size: number;
  /** When it was sent, in milliseconds; storage forgets it a week later. */
  at: number;
}

/** For what a file is sent: a procedure's component sets the limits that the service checks. */
export interface Purpose {
  procedure?: string;
  component?: string;
}

/** What the services take where the procedure says nothing else. */
export const MEDIA_TYPES: readonly string[] = ["application/pdf", "image/jpeg", "image/png"];
export const MAX_BYTES = 20_000_000;

const ENDINGS: Record<string, string> = { pdf: "application/pdf", jpg: "image/jpeg", jpeg: "image/jpeg", png: "image/png" };

/** A file's media type; some systems leave it to the name's ending. */
export function mediaType(file: File): string {
  return file.type || (ENDINGS[file.name.split(".").at(-1)?.toLowerCase() ?? ""] ?? "");
}

/**
 * Send a file. `progress` is told the share that was sent, from 0 to 1. Throws a Problem: a refusal
 * of the service or of storage, or that the network is away.
 */
export async function sendFile(
  file: File,
  purpose: Purpose,
  progress: (share: number) => void,
  signal: AbortSignal,
): Promise<SentFile> {
  const { procedure = null, component = "" } = purpose;
  const declared = { name: file.name.slice(-200), media_type: mediaType(file), size: file.size };
  const sha256 = await digest(file);
  const form = await answer(
    api.POST("/intake/uploads", { body: { ...declared, sha256, procedure_code: procedure, component }, signal }),
  );
  await post(form.url, form.fields, file, progress, signal);
  return { upload_id: form.upload_id, component, at: Date.now(), ...declared };
}

async function digest(file: File): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new Uint8Array(await file.arrayBuffer()));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** By XMLHttpRequest, which alone tells how far a request's body has got. */
function post(
  url: string,
  fields: Record<string, string>,
  file: File,
  progress: (share: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const body = new FormData();
  for (const [name, text] of Object.entries(fields)) body.append(name, text);
  body.append("file", file);
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.upload.onprogress = (event) => progress(event.total > 0 ? event.loaded / event.total : 0);
    request.onload = () => (request.status < 300 ? done() : failed(Problem.unexpected(request.status)));
    request.onerror = () => failed(Problem.offline());
    request.onabort = () => failed(Problem.offline());
    signal.addEventListener("abort", () => request.abort());
    request.send(body);
  });
}
