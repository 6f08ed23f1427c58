/** The drafts on this device, in IndexedDB: one for each person and procedure. */
import type { Draft } from "./draft";

const NAME = "motcua";
const STORE = "drafts";

function open(): Promise<IDBDatabase> {
  return new Promise((done, failed) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: ["subject", "procedure"] });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error ?? new Error("no store"));
  });
}

async function within<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((done, failed) => {
      const transaction = database.transaction(STORE, mode);
      const asked = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => done(asked.result);
      transaction.onabort = () => failed(transaction.error ?? new Error("not kept"));
      transaction.onerror = () => failed(transaction.error ?? new Error("not kept"));
    });
  } finally {
    database.close();
  }
}

/** The draft of a person for a procedure; null if there is none. */
export async function readDraft(subject: string, procedure: string): Promise<Draft | null> {
  const found = await within<Draft | undefined>("readonly", (store) => store.get([subject, procedure]));
  return found ?? null;
}

export async function keepDraft(draft: Draft): Promise<void> {
  await within("readwrite", (store) => store.put(draft));
}

export async function forgetDraft(subject: string, procedure: string): Promise<void> {
  await within("readwrite", (store) => store.delete([subject, procedure]));
}

/** Every draft of a person, the latest first. */
export async function draftsOf(subject: string): Promise<Draft[]> {
  const all = await within<Draft[]>("readonly", (store) => store.getAll());
  return all.filter((draft) => draft.subject === subject).sort((one, other) => other.savedAt - one.savedAt);
}
