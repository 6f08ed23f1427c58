/** The network as a test sees it: what each call is answered, and what was called. */

/** What a route answers: a body, a whole answer, or either made from the request. */
export type Answered = object | Response | ((request: Request) => object | Response | Promise<object | Response>);

/** Answers by `METHOD /path`, the path as below `/api`. */
export type Routes = Record<string, Answered>;

interface Call {
  route: string;
  url: URL;
  headers: Headers;
  body: unknown;
}

class Network {
  private routes: Routes = {};
  readonly calls: Call[] = [];
  /** Whether every call fails as without a network. */
  offline = false;

  reset(): void {
    this.routes = {};
    this.calls.length = 0;
    this.offline = false;
  }

  serve(routes: Routes): void {
    Object.assign(this.routes, routes);
  }

  /** The calls of one route, in the order they were made. */
  of(route: string): Call[] {
    return this.calls.filter((call) => call.route === route);
  }

  async answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const route = `${request.method} ${decodeURIComponent(url.pathname.replace(/^\/api/, ""))}`;
    const text = await request.clone().text();
    this.calls.push({ route, url, headers: request.headers, body: text === "" ? null : (JSON.parse(text) as unknown) });
    if (this.offline) throw new TypeError("Failed to fetch");
    const told = this.routes[route];
    if (told === undefined) throw new Error(`the test serves no ${route}`);
    const made = typeof told === "function" ? await told(request) : told;
    return made instanceof Response ? made.clone() : Response.json(made);
  }
}

export const network = new Network();

/** A refusal as the services answer it (RFC 9457). */
export function refusal(status: number, slug: string, more: object = {}, headers: Record<string, string> = {}): Response {
  const body = { type: `urn:motcua:problem:${slug}`, status, title: `vi ${slug}`, title_en: slug, ...more };
  return Response.json(body, { status, headers: { "Content-Type": "application/problem+json", ...headers } });
}
