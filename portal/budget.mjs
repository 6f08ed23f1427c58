// What a first visit to each citizen page loads, compressed: held to the budget of 170 KiB.
import { existsSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const BUDGET = 170 * 1024;
const PAGES = ["home", "procedure", "submit", "my-dossiers", "my-dossier", "lookup", "paid", "statistics"];
const dist = new URL("./dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));

function files(key, found = new Set()) {
  const chunk = manifest[key];
  if (chunk === undefined || found.has(chunk.file)) return found;
  found.add(chunk.file);
  for (const css of chunk.css ?? []) found.add(css);
  for (const next of chunk.imports ?? []) files(next, found);
  return found;
}

let over = false;
for (const page of PAGES) {
  const key = Object.keys(manifest).find((name) => name.endsWith(`/${page}.tsx`));
  if (key === undefined) throw new Error(`no page ${page}`);
  const loaded = files(key, files("index.html"));
  const bytes = [...loaded].reduce((sum, name) => sum + gzipSync(readFileSync(new URL(name, dist))).length, 0);
  over ||= bytes > BUDGET;
  console.log(`${page.padEnd(12)} ${(bytes / 1024).toFixed(1).padStart(6)} KiB${bytes > BUDGET ? "  over the budget" : ""}`);
}
if (!existsSync(new URL("index.html", dist)) || over) process.exit(1);
