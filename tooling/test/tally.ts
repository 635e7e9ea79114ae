import { duration, line } from "@forgea/bootstrap/progress";
import type { Outcome } from "@forgea/checks/run-logged";
import type { TestCount } from "@forgea/checks/vitest-report";

/** Counts what passed and failed, says so line by line, and keeps what the failures said for the end. */
export class Tally {
  passed = 0;
  failed = 0;
  readonly #complaints: string[] = [];

  /** A check counts as one. */
  async check(name: string, work: () => Promise<Outcome>): Promise<boolean> {
    const began = performance.now();
    const outcome = await work().catch(
      (error: unknown): Outcome => ({
        passed: false,
        log: "",
        tail: error instanceof Error ? error.message : String(error),
      }),
    );
    line(
      outcome.passed ? "done" : "failed",
      name,
      duration(performance.now() - began).padStart(10),
    );
    if (outcome.passed) this.passed += 1;
    else this.#fail(1, `${name}${outcome.log && `  (${outcome.log})`}\n${outcome.tail}`);
    return outcome.passed;
  }

  /** Tests count each for itself. A runner that breaks off counts as one more failure. */
  async tests(name: string, work: () => Promise<TestCount>): Promise<void> {
    const began = performance.now();
    const count = await work().catch(
      (error: unknown): TestCount => ({
        passed: 0,
        failed: 1,
        complaints: [error instanceof Error ? error.message : String(error)],
      }),
    );
    const figures = `${count.passed} passed, ${count.failed} failed`;
    const took = duration(performance.now() - began).padStart(10);
    line(count.failed === 0 ? "done" : "failed", name, `${took}  ${figures}`);
    this.passed += count.passed;
    if (count.failed > 0) this.#fail(count.failed, `${name}\n${count.complaints.join("\n\n")}`);
  }

  /** What failed, then the line that scripts read: `N passed, N failed`. Returns the exit code. */
  report(): 0 | 1 {
    for (const complaint of this.#complaints) process.stdout.write(`\n✗ ${complaint}\n`);
    process.stdout.write(`\n${this.passed} passed, ${this.failed} failed\n`);
    return this.failed === 0 && this.passed > 0 ? 0 : 1;
  }

  #fail(count: number, complaint: string): void {
    this.failed += count;
    this.#complaints.push(complaint);
  }
}
