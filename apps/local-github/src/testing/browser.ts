/** A browser without scripts: keeps its cookies, follows nothing, and fills in forms. */
export function createBrowser(base: string) {
  const jar = new Map<string, string>();
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");

  async function open(
    path: string,
    init: RequestInit = {},
  ): Promise<{ response: Response; text: string }> {
    const response = await fetch(new URL(path, base), {
      ...init,
      redirect: "manual",
      headers: {
        ...(jar.size > 0 ? { cookie: cookie() } : {}),
        ...(init.headers as Record<string, string>),
      },
    });
    for (const set of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === "") jar.delete(name);
      else jar.set(name, value);
    }
    return { response, text: await response.text() };
  }

  /** Sends the form of a page with what the person chose. */
  function submit(path: string, page: string, choice: Record<string, string>) {
    const fields = new URLSearchParams();
    for (const [, name = "", value = ""] of page.matchAll(
      /<input type="hidden" name="([^"]+)" value="([^"]*)"/g,
    )) {
      fields.set(
        name,
        value.replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&amp;", "&"),
      );
    }
    for (const [name, value] of Object.entries(choice)) fields.set(name, value);
    return open(path, {
      method: "POST",
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        origin: new URL(base).origin,
      },
      body: fields.toString(),
    });
  }

  return { open, submit, cookie };
}
