import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createBrowser } from "../testing/browser.ts";
import {
  CALLBACK,
  startTestGithub,
  statusOf,
  type TestGithub,
  tokenOf,
} from "../testing/start-test-github.ts";
import { challengeOf } from "./access-token.ts";

let test: TestGithub;
beforeAll(async () => {
  test = await startTestGithub();
});
afterAll(() => test.close());

const verifier = "a-verifier-that-is-long-enough-for-the-rule-of-43-characters";
const path = "/login/oauth/authorize";

function authorizePath(change: Record<string, string> = {}): string {
  const values = {
    client_id: "Iv1.client",
    redirect_uri: CALLBACK,
    scope: "read:user user:email",
    state: "a state & more",
    code_challenge: challengeOf(verifier),
    code_challenge_method: "S256",
    ...change,
  };
  return `${path}?${new URLSearchParams(values).toString()}`;
}

/** Signs in as somebody and returns the address that the app is called at. */
async function authorize(
  account: string,
  change: Record<string, string> = {},
  browser = createBrowser(test.url),
) {
  const page = await browser.open(authorizePath(change));
  const { response } = await browser.submit(path, page.text, { account });
  return new URL(response.headers.get("location") ?? "", test.url);
}

async function exchange(fields: Record<string, string>, headers: Record<string, string> = {}) {
  const response = await fetch(`${test.url}/login/oauth/access_token`, {
    method: "POST",
    headers: { accept: "application/json", ...headers },
    body: new URLSearchParams(fields),
  });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

const freshCode = async () => (await authorize("2001")).searchParams.get("code") ?? "";

const client = { client_id: "Iv1.client", client_secret: "client secret" };

describe("signing in to an app", () => {
  it("takes one click, passes the state on, and the code becomes a token of that person", async () => {
    const called = await authorize("2001");
    expect(called.origin + called.pathname).toBe(CALLBACK);
    expect(called.searchParams.get("state")).toBe("a state & more");
    const code = called.searchParams.get("code") ?? "";
    const { body } = await exchange({
      ...client,
      code,
      redirect_uri: CALLBACK,
      code_verifier: verifier,
    });
    expect(body).toMatchObject({ token_type: "bearer", scope: "" });
    expect(body["access_token"]).toMatch(/^ghu_/);
    const mia = test.withToken(body["access_token"]);
    expect((await mia.request("GET /user")).data).toMatchObject({
      id: 2001,
      login: "mia",
      name: "Mia Sørensen",
    });
    expect((await mia.request("GET /user/emails")).data).toMatchObject([
      { email: "mia@example.test", primary: true, verified: true },
    ]);
  });

  it("takes the client's credentials by Basic too, and answers as a form unless JSON is asked for", async () => {
    const code = (await authorize("2001")).searchParams.get("code") ?? "";
    const response = await fetch(`${test.url}/login/oauth/access_token`, {
      method: "POST",
      headers: {
        authorization: `Basic ${Buffer.from("Iv1.client:client secret").toString("base64")}`,
      },
      body: new URLSearchParams({
        code,
        redirect_uri: CALLBACK,
        code_verifier: verifier,
        grant_type: "authorization_code",
      }),
    });
    expect(response.headers.get("content-type")).toContain("application/x-www-form-urlencoded");
    expect(new URLSearchParams(await response.text()).get("access_token")).toMatch(/^ghu_/);
  });

  it("refuses a code twice, with another verifier, another address or another client's secret", async () => {
    const good = { redirect_uri: CALLBACK, code_verifier: verifier };
    const code = await freshCode();
    await exchange({ ...client, ...good, code });
    expect((await exchange({ ...client, ...good, code })).body["error"]).toBe(
      "bad_verification_code",
    );
    const refused = async (change: Record<string, string>) =>
      (await exchange({ ...client, ...good, code: await freshCode(), ...change })).body["error"];
    expect(await refused({ code_verifier: "another" })).toBe("bad_verification_code");
    expect(await refused({ redirect_uri: "http://localhost:9999/" })).toBe("redirect_uri_mismatch");
    expect(await refused({ client_secret: "guess" })).toBe("incorrect_client_credentials");
  });

  it.each([
    "http://evil.example/api/auth/callback/github",
    `${CALLBACK}/more`,
    `${CALLBACK}?x=1`,
    CALLBACK.replace("http://", "http://user@"),
  ])("sends nobody to %s", async (redirect) => {
    const { response, text } = await createBrowser(test.url).open(
      authorizePath({ redirect_uri: redirect }),
    );
    expect(response.status).toBe(400);
    expect(text).not.toContain("evil.example");
  });

  it("does not know another client, and refuses a challenge that is not S256", async () => {
    const browser = createBrowser(test.url);
    expect((await browser.open(authorizePath({ client_id: "other" }))).response.status).toBe(404);
    const { response } = await browser.open(authorizePath({ code_challenge_method: "plain" }));
    expect(new URL(response.headers.get("location") ?? "").searchParams.get("error")).toBe(
      "invalid_request",
    );
  });

  it("does nothing for a form that did not come from this browser's own page, and shows the page again", async () => {
    const mine = createBrowser(test.url);
    const page = await mine.open(authorizePath());
    const other = createBrowser(test.url);
    await other.open(authorizePath());
    const refused = await other.submit(path, page.text, { account: "2001" });
    const again = refused.response.headers.get("location") ?? "";
    expect(again).toMatch(/^\/login\/oauth\/authorize\?/);
    expect(again).not.toContain("code=");
    expect(other.cookie()).not.toContain("session");
    const shown = await other.open(again);
    const called = await other.submit(path, shown.text, { account: "2001" });
    expect(called.response.headers.get("location")).toContain("state=a+state");

    const foreign = await mine.open(path, {
      method: "POST",
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        origin: "http://localhost:3000",
      },
      body: new URLSearchParams({
        client_id: "Iv1.client",
        redirect_uri: CALLBACK,
        account: "2001",
      }).toString(),
    });
    expect(foreign.response.headers.get("location")).not.toContain("code=");
    expect(mine.cookie()).not.toContain("session");
  });

  it("works in a tab that was open while somebody else signed in in another", async () => {
    const browser = createBrowser(test.url);
    const [first, second] = [
      await browser.open(authorizePath()),
      await browser.open(authorizePath()),
    ];
    await browser.submit(path, first.text, { account: "1001" });
    const called = await browser.submit(path, second.text, { account: "2001" });
    expect(called.response.headers.get("location")).toContain("code=");
  });

  it("says who one is going to be, and lets one browser be two people in two apps", async () => {
    const browser = createBrowser(test.url);
    await authorize("2001", {}, browser);
    const first = browser.cookie();
    const { text } = await browser.open(authorizePath());
    expect(text).toContain("Continue as Mia Sørensen");
    expect(text).toContain("Use another account");
    const called = await authorize("1001", {}, browser);
    const { body } = await exchange({
      ...client,
      code: called.searchParams.get("code") ?? "",
      redirect_uri: CALLBACK,
      code_verifier: verifier,
    });
    expect((await test.withToken(body["access_token"]).request("GET /user")).data.login).toBe(
      "ada",
    );
    expect(browser.cookie()).not.toBe(first);
  });

  it("keeps a user token inside what the App was given", async () => {
    const private1 = await test.generate("oauth-private", "mia");
    const called = await authorize("2001");
    const { body } = await exchange({
      ...client,
      code: called.searchParams.get("code") ?? "",
      redirect_uri: CALLBACK,
      code_verifier: verifier,
    });
    const mia = test.withToken(body["access_token"]);
    expect(
      await statusOf(
        mia.request("GET /repos/{owner}/{repo}", { owner: "forgea", repo: private1.name }),
      ),
    ).toBe(200);
    expect(
      await statusOf(
        mia.request("DELETE /repos/{owner}/{repo}", { owner: "forgea", repo: private1.name }),
      ),
    ).toBe(403);
  });
});

describe("the account chooser of a whole class", () => {
  it("lists the first twenty and takes the login of anybody else", async () => {
    const students = Array.from({ length: 60 }, (_, index) => ({
      id: 5000 + index,
      login: `student-${index}`,
      name: `Student ${index}`,
      email: `student-${index}@example.test`,
    }));
    const full = await startTestGithub((config) => ({
      ...config,
      users: [...config.users, ...students],
    }));
    try {
      const browser = createBrowser(full.url);
      const page = await browser.open(authorizePath());
      expect(page.text.match(/class="account"/g)).toHaveLength(20);
      const unknown = await browser.submit(path, page.text, { login_name: "forgea" });
      expect(unknown.response.status).toBe(400);
      const named = await browser.submit(path, page.text, { login_name: "Student-59" });
      expect(named.response.headers.get("location")).toContain("code=");
      expect((await browser.open(authorizePath())).text).toContain("Continue as Student 59");
    } finally {
      await full.close();
    }
  });
});

describe("without the account chooser", () => {
  it("asks for a token of the person before it lets them through", async () => {
    const strict = await startTestGithub((config) => ({ ...config, accountChooser: false }));
    try {
      const browser = createBrowser(strict.url);
      const { response } = await browser.open(authorizePath());
      const login = response.headers.get("location") ?? "";
      expect(login).toMatch(/^\/login\?return_to=/);
      const page = await browser.open(login);
      expect(page.text).not.toContain("Mia");
      expect(
        (await browser.submit("/login", page.text, { token: "ghp_wrong" })).response.status,
      ).toBe(422);
      expect((await browser.submit("/login", page.text, { account: "2001" })).response.status).toBe(
        422,
      );
      const back = await browser.submit("/login", page.text, { token: tokenOf("mia") });
      const consent = await browser.open(back.response.headers.get("location") ?? "");
      expect(consent.text).toContain("Continue as Mia Sørensen");
      expect(consent.text).not.toContain("Use another account");
      const stolen = await browser.submit(path, consent.text, { account: "1001" });
      expect(stolen.response.status).toBe(400);
      const through = await browser.submit(path, consent.text, { account: "2001" });
      expect(through.response.headers.get("location")).toContain("code=");
    } finally {
      await strict.close();
    }
  });
});
