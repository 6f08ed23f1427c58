/** A question that must be answered before something is done. */
import type { ReactNode } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { Button } from "./button";
import { useLanguage } from "../words/language";

interface ConfirmProps {
  isOpen: boolean;
  title: string;
  /** What agreeing does, in a word. */
  yes: string;
  danger?: boolean;
  isPending?: boolean;
  onAnswer: (agreed: boolean) => void;
  children: ReactNode;
}

export function Confirm({ isOpen, title, yes, danger = false, isPending = false, onAnswer, children }: ConfirmProps) {
  const { t } = useLanguage();
  return (
    <ModalOverlay className="overlay" isOpen={isOpen} onOpenChange={(open) => !open && onAnswer(false)} isDismissable={!isPending}>
      <Modal className="modal">
        <Dialog role="alertdialog" className="dialog">
          <Heading slot="title">{title}</Heading>
          <div>{children}</div>
          <div className="actions">
            <Button look={danger ? "danger" : "main"} onPress={() => onAnswer(true)} isPending={isPending}>
              {yes}
            </Button>
            <Button autoFocus onPress={() => onAnswer(false)}>
              {t("Không", "No")}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
