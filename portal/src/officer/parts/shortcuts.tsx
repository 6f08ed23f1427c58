/** Single-key shortcuts: shown in a dialog, and switched off there by who speaks to their computer. */
import { useEffect, useRef, useState } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { Button, Checkbox } from "../../parts/fields";
import { useLanguage } from "../../words/language";

export interface Shortcut {
  key: string;
  vi: string;
  en: string;
  run: () => void;
}

const OFF = "motcua.shortcuts.off";
/** Where a key is text, or belongs to what is open. */
const TYPING = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], [role=dialog], [role=listbox]";

/** Listen for the shortcuts while this is mounted; `?` opens their list. */
export function useShortcuts(shortcuts: readonly Shortcut[]) {
  const [isOn, setOn] = useState(() => localStorage.getItem(OFF) === null);
  const [isShown, show] = useState(false);
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const run = event.key === "?" ? () => show(true) : latest.current.find(({ key }) => key === event.key)?.run;
      if (run === undefined || !isOn || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      event.stopPropagation();
      run();
    };
    window.addEventListener("keydown", press, true);
    return () => window.removeEventListener("keydown", press, true);
  }, [isOn]);
  const turn = (on: boolean) => {
    if (on) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
    setOn(on);
  };
  return { isOn, turn, isShown, show };
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(TYPING) !== null;
}

interface HelpProps {
  shortcuts: readonly Shortcut[];
  state: ReturnType<typeof useShortcuts>;
}

/** The button and the dialog that list the shortcuts. */
export function ShortcutHelp({ shortcuts, state }: HelpProps) {
  const { t } = useLanguage();
  const { isOn, turn, isShown, show } = state;
  return (
    <>
      <Button look="quiet" onPress={() => show(true)}>
        {t("Phím tắt", "Shortcuts")} <kbd>?</kbd>
      </Button>
      <ModalOverlay className="overlay" isDismissable isOpen={isShown} onOpenChange={show}>
        <Modal className="modal">
          <Dialog className="dialog">
            <Heading slot="title">{t("Phím tắt", "Keyboard shortcuts")}</Heading>
            <dl className="facts">
              {[...FIXED, ...shortcuts].map(({ key, vi, en }) => (
                <ShortcutLine key={key} name={key} text={t(vi, en)} />
              ))}
            </dl>
            <Checkbox isSelected={isOn} onChange={turn}>
              {t("Dùng phím tắt một phím", "Use single-key shortcuts")}
            </Checkbox>
            <div className="actions">
              <Button look="main" autoFocus onPress={() => show(false)}>
                {t("Đóng", "Close")}
              </Button>
            </div>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </>
  );
}

const FIXED: readonly Omit<Shortcut, "run">[] = [
  { key: "↑ ↓", vi: "Chuyển giữa các hồ sơ trong danh sách", en: "Move between the dossiers of the list" },
  { key: "Enter", vi: "Mở hồ sơ", en: "Open the dossier" },
  { key: "Space", vi: "Chọn hồ sơ để tiếp nhận", en: "Select the dossier to accept it" },
  { key: "?", vi: "Danh sách phím tắt này", en: "This list of shortcuts" },
];

function ShortcutLine({ name, text }: { name: string; text: string }) {
  return (
    <>
      <dt>
        <kbd>{name}</kbd>
      </dt>
      <dd>{text}</dd>
    </>
  );
}
