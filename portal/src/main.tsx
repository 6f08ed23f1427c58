import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { I18nProvider, RouterProvider } from "react-aria-components";
import { useLocation } from "wouter";
import { asProblem } from "./api/problems";
import { App } from "./app";
import { LanguageProvider, useLanguage } from "./words/language";
import { followSignOut } from "./session/oidc";
import "./styles.css";

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => failures < 3 && [0, 429, 503].includes(asProblem(error).status),
    },
    mutations: { networkMode: "always" },
  },
});

function Root() {
  const { language } = useLanguage();
  const [, navigate] = useLocation();
  return (
    <I18nProvider locale={language === "vi" ? "vi-VN" : "en-GB"}>
      <RouterProvider navigate={navigate}>
        <App />
      </RouterProvider>
    </I18nProvider>
  );
}

followSignOut();
createRoot(document.getElementById("root") as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <LanguageProvider>
        <Root />
      </LanguageProvider>
    </QueryClientProvider>
  </StrictMode>,
);
