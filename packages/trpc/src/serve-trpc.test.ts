import { describe, expect, it } from "vitest";
import type { Actor } from "./actor.ts";
import { serveTrpc } from "./serve-trpc.ts";
import { createTrpc } from "./trpc.ts";

const own = "http://localhost:3000";
const { router, signedInProcedure } = createTrpc<null>();
const appRouter = router({
  greet: signedInProcedure.query(({ ctx }) => `hello ${ctx.actor.name}`),
  break: signedInProcedure.query((): string => {
    throw new Error("select * from users where password = 'secret'");
  }),
});
const actor: Actor = {
  id: "1",
  name: "Mia",
  role: "STUDENT",
  sessionEpoch: 0,
  login: "mia",
  providerToken: null,
};

function call(path: string, createContext: () => Promise<{ actor: Actor | null }>) {
  const logged: object[] = [];
  const log = { error: (facts: object) => void logged.push(facts) };
  const answer = serveTrpc(new Request(`${own}/api/trpc/${path}`), {
    router: appRouter,
    ownOrigin: own,
    correlationId: "trace-7",
    log,
    createContext: async () => ({
      ...(await createContext()),
      correlationId: "trace-7",
      log,
      deps: null,
    }),
  });
  return answer.then(async (response) => ({ response, text: await response.text(), logged }));
}

describe("serveTrpc", () => {
  it("answers with the correlation id, not to be stored", async () => {
    const { response, text } = await call("greet", async () => ({ actor }));
    expect(response.status).toBe(200);
    expect(text).toContain("hello Mia");
    expect(response.headers.get("x-correlation-id")).toBe("trace-7");
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  it("tells a stranger to sign in", async () => {
    const { response, text } = await call("greet", async () => ({ actor: null }));
    expect(response.status).toBe(401);
    expect(text).toContain("UNAUTHENTICATED");
  });

  it("gives a trace id for what nobody expected, logs it whole and leaks nothing", async () => {
    const { response, text, logged } = await call("break", async () => ({ actor }));
    expect(response.status).toBe(500);
    expect(text).toContain("trace-7");
    expect(text).not.toMatch(/select|secret|stack/);
    expect(logged).toHaveLength(1);
  });

  it("answers in the same form when not even the actor could be read", async () => {
    const { response, text, logged } = await call("greet", () =>
      Promise.reject(new Error("connect ECONNREFUSED 127.0.0.1:54330")),
    );
    expect(response.status).toBe(500);
    expect(JSON.parse(text)).toMatchObject({
      error: { json: { data: { forgea: { code: "INTERNAL", traceId: "trace-7" } } } },
    });
    expect(text).not.toContain("ECONNREFUSED");
    expect(logged).toHaveLength(1);
  });
});
