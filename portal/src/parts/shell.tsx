/** The frame around every page: where one can go, who one is, and in which language. */
import { useState, type ReactNode } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { Link as RouterLink, useLocation } from "wouter";
import { signOut } from "../session/oidc";
import { has, signInHere, useAsksAgain, useSession, type Role } from "../session/session";
import { postpone } from "../session/token";
import { useLanguage } from "../words/language";
import { Button } from "./button";

interface Way {
  to: string;
  vi: string;
  en: string;
  roles: readonly Role[];
}

const WAYS: readonly Way[] = [
  { to: "/", vi: "Thủ tục", en: "Procedures", roles: [] },
  { to: "/lookup", vi: "Tra cứu", en: "Look up", roles: [] },
  { to: "/statistics", vi: "Thống kê", en: "Statistics", roles: [] },
  { to: "/my", vi: "Hồ sơ của tôi", en: "My dossiers", roles: ["citizen"] },
  { to: "/worklist", vi: "Việc cần làm", en: "Worklist", roles: ["officer", "leader"] },
  { to: "/receive", vi: "Tiếp nhận", en: "Receive", roles: ["officer"] },
  { to: "/cash", vi: "Thu ngân", en: "Cashier", roles: ["cashier"] },
  { to: "/refunds", vi: "Hoàn trả", en: "Refunds", roles: ["officer", "leader"] },
  { to: "/reconciliation", vi: "Đối soát", en: "Reconciliation", roles: ["administrator"] },
  { to: "/lead", vi: "Điều hành", en: "Dashboard", roles: ["leader", "administrator"] },
  { to: "/reports", vi: "Báo cáo", en: "Reports", roles: ["leader", "administrator"] },
  { to: "/admin", vi: "Quản trị", en: "Administration", roles: ["administrator"] },
];

export function Shell({ children }: { children: ReactNode }) {
  const { t } = useLanguage();
  return (
    <>
      <a href="#main" className="skip">
        {t("Đến nội dung", "Skip to content")}
      </a>
      <header className="top">
        <RouterLink href="/" className="name">
          <img src="/icon.svg" alt="" width="28" height="28" />
          <span>Một Cửa</span>
        </RouterLink>
        <Ways />
        <Person />
      </header>
      {children}
      <footer className="bottom">
        <p>{t("Hệ thống một cửa điện tử, mã nguồn mở.", "The open one-stop public-service system.")}</p>
        <Languages />
      </footer>
      <SessionEnded />
    </>
  );
}

function Ways() {
  const { t } = useLanguage();
  const session = useSession();
  const [location] = useLocation();
  const [open, setOpen] = useState(false);
  const shown = WAYS.filter((way) => way.roles.length === 0 || has(session, ...way.roles));
  return (
    <nav aria-label={t("Các mục", "Sections")} className={open ? "ways ways-open" : "ways"}>
      <Button look="quiet" aria-expanded={open} onPress={() => setOpen(!open)}>
        <span aria-hidden="true">☰</span> {t("Mục", "Menu")}
      </Button>
      <ul>
        {shown.map((way) => (
          <li key={way.to}>
            <RouterLink
              href={way.to}
              aria-current={isAt(location, way.to) ? "page" : undefined}
              onClick={() => setOpen(false)}
            >
              {t(way.vi, way.en)}
            </RouterLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function isAt(location: string, to: string): boolean {
  return to === "/" ? location === "/" || location.startsWith("/procedures") : location.startsWith(to);
}

function Person() {
  const { t } = useLanguage();
  const session = useSession();
  if (session === null) {
    return (
      <div className="person">
        <Button look="main" onPress={signInHere}>
          {t("Đăng nhập", "Sign in")}
        </Button>
      </div>
    );
  }
  return (
    <div className="person">
      <span className="person-name">{session.claims.name}</span>
      <Button look="quiet" onPress={() => void signOut()}>
        {t("Đăng xuất", "Sign out")}
      </Button>
    </div>
  );
}

function Languages() {
  const { language, speak } = useLanguage();
  return language === "vi" ? (
    <Button look="quiet" onPress={() => speak("en")}>
      <span lang="en">English</span>
    </Button>
  ) : (
    <Button look="quiet" onPress={() => speak("vi")}>
      <span lang="vi">Tiếng Việt</span>
    </Button>
  );
}

/** A session that ended while somebody worked: what they typed is on the device and stays. */
function SessionEnded() {
  const { t } = useLanguage();
  const isAsked = useAsksAgain();
  return (
    <ModalOverlay className="overlay" isOpen={isAsked}>
      <Modal className="modal">
        <Dialog role="alertdialog" className="dialog">
          <Heading slot="title">{t("Phiên đăng nhập đã hết hạn", "Your session has expired")}</Heading>
          <p>
            {t(
              "Đăng nhập lại để tiếp tục. Bản nháp hồ sơ vẫn được giữ trên máy này.",
              "Sign in again to go on. Your draft is kept on this device.",
            )}
          </p>
          <div className="actions">
            <Button look="main" autoFocus onPress={signInHere}>
              {t("Đăng nhập lại", "Sign in again")}
            </Button>
            <Button onPress={postpone}>{t("Để sau", "Later")}</Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
