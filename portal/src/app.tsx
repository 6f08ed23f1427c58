/** Which page is shown at which address; each page is loaded when it is first opened. */
import { lazy, Suspense, useEffect, useState, type ComponentType, type ReactNode } from "react";
import { Route, Switch, useLocation, useSearch } from "wouter";
import { Button } from "./parts/button";
import { Note, Page, Skeleton } from "./parts/page";
import { Shell } from "./parts/shell";
import { finishSignIn, signIn, wasSignedIn } from "./session/oidc";
import { has, signInHere, useExpired, useSession, type Role } from "./session/session";
import { useLanguage } from "./words/language";

interface Address {
  path: string;
  page: ComponentType;
  roles?: readonly Role[];
}

const ADDRESSES: readonly Address[] = [
  { path: "/", page: lazy(() => import("./citizen/home")) },
  { path: "/procedures/:code", page: lazy(() => import("./citizen/procedure")) },
  { path: "/submit/:code", page: lazy(() => import("./citizen/submit")), roles: ["citizen"] },
  { path: "/my", page: lazy(() => import("./citizen/my-dossiers")), roles: ["citizen"] },
  { path: "/my/:id", page: lazy(() => import("./citizen/my-dossier")), roles: ["citizen"] },
  { path: "/lookup/:code?", page: lazy(() => import("./citizen/lookup")) },
  { path: "/paid/:gateway?", page: lazy(() => import("./citizen/paid")) },
  { path: "/worklist", page: lazy(() => import("./officer/worklist")), roles: ["officer", "leader"] },
  { path: "/worklist/:id", page: lazy(() => import("./officer/dossier")), roles: ["officer", "leader"] },
  { path: "/receive/:code?", page: lazy(() => import("./officer/receive")), roles: ["officer"] },
  { path: "/cash", page: lazy(() => import("./cashier/counter")), roles: ["cashier"] },
  { path: "/cash/day", page: lazy(() => import("./cashier/day")), roles: ["cashier"] },
  { path: "/refunds", page: lazy(() => import("./cashier/refunds")), roles: ["officer", "leader"] },
  { path: "/reconciliation", page: lazy(() => import("./cashier/reconciliation")), roles: ["administrator"] },
  { path: "/lead", page: lazy(() => import("./leader/dashboard")), roles: ["leader", "administrator"] },
  { path: "/reports", page: lazy(() => import("./leader/reports")), roles: ["leader", "administrator"] },
  { path: "/reports/:id", page: lazy(() => import("./leader/report")), roles: ["leader", "administrator"] },
  { path: "/statistics", page: lazy(() => import("./citizen/statistics")) },
  { path: "/admin", page: lazy(() => import("./leader/administration")), roles: ["administrator"] },
  { path: "/signed-in", page: SignedIn },
];

export function App() {
  return (
    <Shell>
      <Suspense fallback={<Waiting />}>
        <Switch>
          {ADDRESSES.map(({ path, page: Shown, roles }) => (
            <Route key={path} path={path}>
              {roles === undefined ? (
                <Shown />
              ) : (
                <For roles={roles}>
                  <Shown />
                </For>
              )}
            </Route>
          ))}
          <Route>
            <NotFound />
          </Route>
        </Switch>
      </Suspense>
    </Shell>
  );
}

function Waiting() {
  return (
    <main id="main" className="page">
      <Skeleton lines={6} />
    </main>
  );
}

/** A page for some roles: others are asked to sign in, or told whose page it is. */
function For({ roles, children }: { roles: readonly Role[]; children: ReactNode }) {
  const session = useSession();
  const expired = useExpired();
  const { t } = useLanguage();
  const [silent, setSilent] = useState(wasSignedIn);
  const returning = session === null && !expired && silent;
  useEffect(() => {
    if (returning) signIn(location.pathname + location.search, true).catch(() => setSilent(false));
  }, [returning]);
  // A page whose session ended stays as it is, with what was typed, under the question to sign in.
  if (expired || has(session, ...roles)) return children;
  if (returning) return <Waiting />;
  if (session === null) {
    return (
      <Page title={t("Cần đăng nhập", "Please sign in")}>
        <p>{t("Trang này dành cho người đã đăng nhập.", "This page is for people who are signed in.")}</p>
        <Button look="main" onPress={signInHere}>
          {t("Đăng nhập", "Sign in")}
        </Button>
      </Page>
    );
  }
  return (
    <Page title={t("Tài khoản không có quyền này", "Not for this account")}>
      <Note kind="warn">
        {t("Tài khoản của bạn không dùng được trang này.", "Your account may not use this page.")}
      </Note>
    </Page>
  );
}

function SignedIn() {
  const search = useSearch();
  const [, navigate] = useLocation();
  useEffect(() => {
    void finishSignIn(`?${search}`).then(({ returnTo }) => navigate(returnTo, { replace: true }));
    // The code can be redeemed once: only when the page opens.
  }, []);
  return <Waiting />;
}

function NotFound() {
  const { t } = useLanguage();
  return (
    <Page title={t("Không có trang này", "There is no such page")} back={{ to: "/", label: t("Về trang đầu", "Home") }}>
      <p>{t("Địa chỉ có thể đã đổi hoặc gõ sai.", "The address may have changed or been mistyped.")}</p>
    </Page>
  );
}
