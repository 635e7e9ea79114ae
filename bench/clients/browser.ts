/** What a browser does between two pages, as far as signing in needs it. */
export type Browser = {
  /** Sends the cookies of that host, keeps the ones it sets, and follows no redirect. */
  request: (url: string | URL, init?: RequestInit) => Promise<Response>;
  /** The Cookie header for an address; empty when there is none. */
  cookies: (url: string | URL) => string;
};

/** A browser without anything in it. */
export function openBrowser(): Browser {
  // By host without the port: cookies know no ports.
  const jar = new Map<string, Map<string, string>>();

  const cookies = (url: string | URL) =>
    [...(jar.get(new URL(url).hostname) ?? [])]
      .map(([name, value]) => `${name}=${value}`)
      .join("; ");

  function keep(url: string | URL, response: Response): void {
    const { hostname } = new URL(url);
    const ofHost = jar.get(hostname) ?? new Map<string, string>();
    jar.set(hostname, ofHost);
    for (const line of response.headers.getSetCookie()) {
      const [pair = "", ...attributes] = line.split(";");
      const equals = pair.indexOf("=");
      const name = pair.slice(0, equals).trim();
      if (attributes.some(isPast)) ofHost.delete(name);
      else ofHost.set(name, pair.slice(equals + 1).trim());
    }
  }

  return {
    cookies,
    async request(url, init = {}) {
      const headers = new Headers(init.headers);
      const sent = cookies(url);
      if (sent !== "") headers.set("cookie", sent);
      const response = await fetch(url, { ...init, headers, redirect: "manual" });
      keep(url, response);
      return response;
    },
  };
}

/** An attribute by which a server takes a cookie back. */
function isPast(attribute: string): boolean {
  const [name = "", value = ""] = attribute.trim().split("=");
  if (name.toLowerCase() === "max-age") return Number(value) <= 0;
  return name.toLowerCase() === "expires" && Date.parse(value) <= Date.now();
}
