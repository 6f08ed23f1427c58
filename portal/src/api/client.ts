/** The one HTTP client: typed by the services' OpenAPI documents, bearer of the session's token. */
import createClient, { type Middleware } from "openapi-fetch";
import type { paths as Catalogue } from "./generated/catalogue";
import type { paths as Intake } from "./generated/intake";
import type { paths as Papers } from "./generated/papers";
import type { paths as Payments } from "./generated/payments";
import type { paths as Processing } from "./generated/processing";
import type { paths as Reports } from "./generated/reports";
import type { paths as Tracking } from "./generated/tracking";
import { Problem, readProblem } from "./problems";
import { bearer, expire } from "../session/token";

export type Paths = Catalogue & Intake & Papers & Payments & Processing & Reports & Tracking;

const authorize: Middleware = {
  onRequest({ request }) {
    const token = bearer();
    if (token !== null) request.headers.set("Authorization", `Bearer ${token}`);
    return request;
  },
  async onResponse({ response }) {
    if (response.ok) return response;
    const problem = await readProblem(response);
    if (problem.status === 401) expire();
    throw problem;
  },
  onError() {
    return Problem.offline();
  },
};

export const api = createClient<Paths>({ baseUrl: "/api" });
api.use(authorize);

/** The data of an answer that must have a body; errors were thrown as Problems before. */
export async function answer<T>(asked: Promise<{ data?: T }>): Promise<T> {
  const { data } = await asked;
  if (data === undefined) throw Problem.unexpected();
  return data;
}
