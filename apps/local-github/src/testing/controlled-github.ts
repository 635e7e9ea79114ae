import { startTestGithub } from "./start-test-github.ts";

export const CONTROL_TOKEN = "token of the test control";

/** The server of the tests with limits and faults on request. */
export const startControlledGithub: typeof startTestGithub = (change) =>
  startTestGithub(change, { testControl: CONTROL_TOKEN });

/** Status and headers of a refused Octokit request; fails when it was not refused with an answer. */
export async function refusalOf(request: Promise<unknown>) {
  const error: unknown = await request.then(
    () => new Error("the request was not refused"),
    (reason: unknown) => reason,
  );
  if (error instanceof Error && "response" in error) {
    const { response } = error as {
      response?: { status: number; headers: Record<string, string>; data: { message?: string } };
    };
    if (response) return response;
  }
  throw error;
}
