/** Files of one kind: chosen or photographed, sent with their progress, removed or replaced. */
import { useEffect, useId, useRef, useState } from "react";
import { FileTrigger } from "react-aria-components/FileTrigger";
import { ProgressBar } from "react-aria-components/ProgressBar";
import { asProblem, type Language } from "../api/problems";
import { useLanguage } from "../words/language";
import { Button } from "./button";
import { useTellUnsent } from "./unsent";
import { MAX_BYTES, MEDIA_TYPES, mediaType, sendFile, type Purpose, type SentFile } from "./upload";
import "./file-field.css";

interface FileFieldProps {
  label: string;
  hint?: string;
  isRequired?: boolean;
  error?: string | undefined;
  purpose: Purpose;
  mediaTypes?: readonly string[];
  maxBytes?: number;
  files: readonly SentFile[];
  onAdd: (file: SentFile) => void;
  onRemove: (file: SentFile) => void;
}

interface Sending {
  id: string;
  file: File;
  share: number;
  trouble: string | null;
  stop: AbortController;
}

/** A field for files of one purpose; `files` are those that are in storage already. */
export function FileField(field: FileFieldProps) {
  const { label, hint, isRequired = false, error, files, onRemove } = field;
  const { t, language } = useLanguage();
  const { sending, send, drop, retry } = useSending(field, language);
  const id = useId();
  useTellUnsent(id, sending.length === 0 ? null : sending.some(({ trouble }) => trouble !== null) ? "failed" : "sending");
  return (
    <div role="group" aria-labelledby={`${id}name`} aria-describedby={`${id}hint ${id}error`} className="field files" data-invalid={error !== undefined || undefined}>
      <span className="label" id={`${id}name`}>
        {label}
        {!isRequired && <span className="optional"> ({t("không bắt buộc", "optional")})</span>}
      </span>
      <span id={`${id}hint`} className="fine">
        {hint}
        {hint !== undefined && hint !== "" && " · "}
        {limits(field, t)}
      </span>
      <ul className="list" aria-live="polite">
        {files.map((file) => (
          <Sent key={file.upload_id} file={file} onRemove={() => onRemove(file)} />
        ))}
        {sending.map((one) => (
          <OnItsWay key={one.id} sending={one} onRetry={() => retry(one)} onRemove={() => drop(one)} />
        ))}
      </ul>
      {error !== undefined && (
        <span id={`${id}error`} className="field-error">
          {error}
        </span>
      )}
      <Choose field={field} label={label} send={send} />
    </div>
  );
}

function Choose({ field, label, send }: { field: FileFieldProps; label: string; send: (chosen: FileList | null) => void }) {
  const { t } = useLanguage();
  const { mediaTypes = MEDIA_TYPES } = field;
  const images = mediaTypes.filter((type) => type.startsWith("image/"));
  return (
    <div className="files-choose">
      <FileTrigger acceptedFileTypes={[...mediaTypes]} allowsMultiple onSelect={send}>
        <Button aria-label={t(`Chọn tệp: ${label}`, `Choose files: ${label}`)}>
          {t("Chọn tệp", "Choose files")}
        </Button>
      </FileTrigger>
      {images.length > 0 && (
        <span className="files-camera">
          <FileTrigger acceptedFileTypes={images} defaultCamera="environment" onSelect={send}>
            <Button aria-label={t(`Chụp ảnh: ${label}`, `Take a photo: ${label}`)}>{t("Chụp ảnh", "Take a photo")}</Button>
          </FileTrigger>
        </span>
      )}
    </div>
  );
}

function Sent({ file, onRemove }: { file: SentFile; onRemove: () => void }) {
  const { t, language } = useLanguage();
  return (
    <li className="file">
      <span className="file-name">
        <span aria-hidden="true">✓ </span>
        {file.name} <small>{size(file.size, language)}</small>
      </span>
      <Button look="quiet" onPress={onRemove} aria-label={t(`Bỏ tệp ${file.name}`, `Remove ${file.name}`)}>
        {t("Bỏ", "Remove")}
      </Button>
    </li>
  );
}

interface OnItsWayProps {
  sending: Sending;
  onRetry: () => void;
  onRemove: () => void;
}

function OnItsWay({ sending, onRetry, onRemove }: OnItsWayProps) {
  const { t } = useLanguage();
  const { name } = sending.file;
  const percent = Math.round(sending.share * 100);
  return (
    <li className="file">
      <span className="file-name">
        {name}
        {sending.trouble === null ? (
          <ProgressBar value={percent} aria-label={t(`Đang tải lên ${name}`, `Uploading ${name}`)} className="progress">
            <span className="progress-bar" style={{ width: `${percent}%` }} />
          </ProgressBar>
        ) : (
          <span className="field-error"> {sending.trouble}</span>
        )}
      </span>
      {sending.trouble !== null && (
        <Button look="quiet" onPress={onRetry} aria-label={t(`Thử lại tệp ${name}`, `Try ${name} again`)}>
          {t("Thử lại", "Try again")}
        </Button>
      )}
      <Button look="quiet" onPress={onRemove} aria-label={t(`Bỏ tệp ${name}`, `Remove ${name}`)}>
        {t("Bỏ", "Remove")}
      </Button>
    </li>
  );
}

/** The files on their way; each is handed to `onAdd` when it has arrived. */
function useSending(field: FileFieldProps, language: Language) {
  const [sending, setSending] = useState<readonly Sending[]>([]);
  const arrived = useRef(field.onAdd);
  useEffect(() => {
    arrived.current = field.onAdd;
  });
  const under = useRef(new Set<AbortController>());
  useEffect(() => {
    const stops = under.current;
    return () => stops.forEach((stop) => stop.abort());
  }, []);
  const change = (id: string, patch: Partial<Sending>) =>
    setSending((all) => all.map((one) => (one.id === id ? { ...one, ...patch } : one)));
  const drop = (one: Sending) => {
    one.stop.abort();
    setSending((all) => all.filter(({ id }) => id !== one.id));
  };
  const start = async (one: Sending) => {
    under.current.add(one.stop);
    try {
      arrived.current(await sendFile(one.file, field.purpose, (share) => change(one.id, { share }), one.stop.signal));
      setSending((all) => all.filter(({ id }) => id !== one.id));
    } catch (error) {
      const problem = asProblem(error);
      const first = problem.details.errors?.[0];
      change(one.id, { trouble: (language === "vi" ? first?.detail : first?.detail_en) ?? problem.title(language) });
    }
    under.current.delete(one.stop);
  };
  const send = (chosen: FileList | null) => {
    const added = Array.from(chosen ?? [], (file) => begun(file, refused(file, field, language)));
    setSending((all) => [...all, ...added]);
    for (const one of added) if (one.trouble === null) void start(one);
  };
  const retry = (one: Sending) => {
    const trouble = refused(one.file, field, language);
    const again = { ...begun(one.file, trouble), id: one.id };
    change(one.id, again);
    if (trouble === null) void start(again);
  };
  return { sending, send, drop, retry };
}

function begun(file: File, trouble: string | null): Sending {
  return { id: crypto.randomUUID(), file, share: 0, trouble, stop: new AbortController() };
}

/** Why a file cannot be sent at all. */
function refused(file: File, { mediaTypes = MEDIA_TYPES, maxBytes = MAX_BYTES }: FileFieldProps, language: Language): string | null {
  const kinds = kindsOf(mediaTypes);
  if (!mediaTypes.includes(mediaType(file))) return language === "vi" ? `Chỉ nhận ${kinds}.` : `Only ${kinds} is taken.`;
  if (file.size > maxBytes) {
    const most = size(maxBytes, language);
    return language === "vi" ? `Tệp lớn quá ${most}.` : `Larger than ${most}.`;
  }
  return file.size === 0 ? (language === "vi" ? "Tệp trống." : "The file is empty.") : null;
}

function limits({ mediaTypes = MEDIA_TYPES, maxBytes = MAX_BYTES }: FileFieldProps, t: (vi: string, en: string) => string): string {
  const kinds = kindsOf(mediaTypes);
  return t(`${kinds}, mỗi tệp tối đa ${size(maxBytes, "vi")}`, `${kinds}, at most ${size(maxBytes, "en")} each`);
}

function kindsOf(mediaTypes: readonly string[]): string {
  return mediaTypes.map((type) => type.split("/").at(-1)?.toUpperCase() ?? type).join(", ");
}

/** `1,2 MB` of bytes. */
export function size(bytes: number, language: Language): string {
  const [amount, unit] = bytes < 1_000_000 ? [Math.max(1, bytes / 1000), "kB"] : [bytes / 1_000_000, "MB"];
  const shown = new Intl.NumberFormat(language === "vi" ? "vi-VN" : "en-GB", { maximumFractionDigits: unit === "MB" ? 1 : 0 });
  return `${shown.format(amount)} ${unit}`;
}
