/** A browser without scripts: keeps its cookie, follows nothing, and fills in forms. */
export function createBrowser(base: string) {
  let cookie = "";

  async function open(
    path: string,
    init: RequestInit = {},
  ): Promise<{ response: Response; text: string }> {
    const response = await fetch(new URL(path, base), {
      ...init,
      redirect: "manual",
      headers: { ...(cookie ? { cookie } : {}), ...(init.headers as Record<string, string>) },
    });
    const set = response.headers.get("set-cookie");
    if (set) cookie = set.split(";", 1)[0] ?? "";
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

  return { open, submit, cookie: () => cookie };
}
