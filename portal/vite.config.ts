import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const system = process.env["MOTCUA_URL"] ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react()],
  build: {
    manifest: true,
    target: "es2022",
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { host: "127.0.0.1", proxy: { "/api": system, "/config.json": system } },
  // One environment for all files: setup.ts leaves every test a clean one.
  test: { environment: "jsdom", setupFiles: ["src/testing/setup.ts"], restoreMocks: true, unstubGlobals: true, isolate: false },
});
