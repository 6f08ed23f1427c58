/** Storage as a test sees it: every form that is sent to it is taken. */

export const sentForms: FormData[] = [];

/** A stand-in for XMLHttpRequest, by which alone files are sent. */
export class TakingRequest {
  status = 0;
  upload: { onprogress: ((event: { loaded: number; total: number }) => void) | null } = { onprogress: null };
  onload: (() => void) | null = null;
  onerror: (() => void) | null = null;
  onabort: (() => void) | null = null;

  open(): void {}
  abort(): void {
    this.onabort?.();
  }
  send(form: FormData): void {
    sentForms.push(form);
    this.upload.onprogress?.({ loaded: 1, total: 2 });
    queueMicrotask(() => {
      this.status = 204;
      this.onload?.();
    });
  }
}

/** What the service answers a declared file. */
export const UPLOAD_FORM = {
  upload_id: "0123456789abcdef0123456789abcdef",
  url: "http://storage.example/",
  fields: { key: "uploads/1", "Content-Type": "application/pdf" },
  expires_in: 900,
};
