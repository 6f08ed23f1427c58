// Types of every service's API, from the OpenAPI documents the services commit.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";

const services = new URL("../services/", import.meta.url);
const target = new URL("./src/api/generated/", import.meta.url);
mkdirSync(target, { recursive: true });
const names = readdirSync(services)
  .filter((name) => existsSync(new URL(`${name}/openapi.json`, services)))
  .sort();
for (const name of names) {
  const text = readFileSync(new URL(`${name}/openapi.json`, services), "utf8");
  const types = astToString(await openapiTS(text, { defaultNonNullable: false }));
  const file = new URL(`${name}.ts`, target);
  if (!existsSync(file) || readFileSync(file, "utf8") !== types) writeFileSync(file, types);
}
