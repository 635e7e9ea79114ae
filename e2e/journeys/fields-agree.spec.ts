import { expectStoredAsSent } from "../fixtures/delivery-log.ts";
import { type ChainedEvent, expectedChain } from "../fixtures/event-chain.ts";
import { providerAs } from "../fixtures/provider.ts";
import type {
  ProviderActivity,
  ProviderCommit,
  ProviderRepository,
  ProviderUser,
} from "../fixtures/provider-answers.ts";
import { readSessionRecord } from "../fixtures/session-record.ts";
import { openSignedIn } from "../fixtures/sign-in.ts";
import {
  copyCloneCommand,
  receipts,
  startLab,
  statusOf,
  submitCommit,
  untilLive,
} from "../fixtures/student-pages.ts";
import { expect, test } from "../fixtures/test.ts";

const anyId = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const anyTime = expect.any(Date);

test("After a student's journey every field agrees with the provider", async ({
  stack,
  database,
  newStudent,
  openBrowser,
  workstationOf,
}) => {
  const student = await newStudent();
  const began = new Date();
  const { page } = await openBrowser();
  await openSignedIn(page, `${stack.urls.student}/labs/lab-template`, student);
  await untilLive(page);
  const id = await startLab(page);
  const work = await (await workstationOf(student)).run(await copyCloneCommand(page));
  const commit = await work.commit("Everything at once");
  await work.push();
  await expect(receipts(page)).toHaveCount(1);
  await submitCommit(page, commit);
  await expect(statusOf(page)).toHaveText("Submitted");
  const ended = new Date();

  const { host, organisation } = stack.provider;
  const asStudent = providerAs(stack, student.login);
  const asOwner = providerAs(stack, "ada-admin");
  const record = await readSessionRecord(database, id);
  const [intent, mapping, snapshot] = [
    record.intents[0] ?? {},
    record.mappings[0] ?? {},
    record.snapshots[0] ?? {},
  ];
  const repository = await asStudent.get<ProviderRepository>(
    `/repositories/${String(mapping["provider_repo_id"])}`,
  );
  const { labSession, labVersion, lab, user, account, events } = record;
  const during = (time: unknown) => {
    expect(time).toBeInstanceOf(Date);
    expect(Number(time)).toBeGreaterThanOrEqual(began.getTime() - 1000);
    expect(Number(time)).toBeLessThanOrEqual(ended.getTime() + 1000);
  };

  await test.step("user and account are the provider's person", async () => {
    const person = await asStudent.get<ProviderUser>("/user");
    expect(user).toEqual({
      id: anyId,
      name: person.name,
      role: "STUDENT",
      banned_at: null,
      session_epoch: 0,
      created_at: anyTime,
    });
    expect(account).toEqual({
      id: anyId,
      host,
      provider_user_id: String(person.id),
      login: person.login,
      user_id: user["id"],
      source: "SIGN_IN",
      linked_at: anyTime,
      verified_at: anyTime,
    });
    for (const time of [user["created_at"], account["linked_at"], account["verified_at"]]) {
      during(time);
    }
  });

  await test.step("the version is a frozen copy of the named template", async () => {
    const source = await asOwner.get<ProviderRepository>(
      `/repositories/${String(labVersion["source_repo_id"])}`,
    );
    const frozen = await asOwner.get<ProviderRepository>(
      `/repositories/${String(labVersion["template_repo_id"])}`,
    );
    const head = ({ full_name, default_branch }: ProviderRepository) =>
      asOwner.get<ProviderCommit>(`/repos/${full_name}/commits/${default_branch}`);
    expect(lab["base_repo_url"]).toBe(source.html_url);
    expect(labVersion).toMatchObject({
      lab_id: lab["id"],
      number: 1,
      source_host: host,
      source_repo_id: String(source.id),
      source_full_name: source.full_name,
      source_commit_sha: (await head(source)).sha,
      template_host: host,
      template_repo_id: String(frozen.id),
      template_full_name: frozen.full_name,
      template_tree_sha: (await head(frozen)).commit.tree.sha,
    });
    expect(frozen).toMatchObject({ private: true, is_template: true });
    expect((await head(source)).commit.tree.sha).toBe(labVersion["template_tree_sha"]);
  });

  await test.step("intent and mapping name the repository that carries the intent's mark", async () => {
    expect(record.intents).toHaveLength(1);
    expect(intent).toEqual({
      id: repository.description.replace(/^forgea:/, ""),
      host,
      owner: repository.owner.login,
      name: repository.name,
      lab_version_id: labVersion["id"],
      lab_session_id: id,
      provider_repo_id: String(repository.id),
      preparation_id: null,
      prepared_at: null,
      state: "BOUND",
      step: "DONE",
      attempts: 1,
      last_error_code: null,
      lease_owner: null,
      lease_epoch: 1,
      lease_until: null,
      accept_token: null,
      turn_at: anyTime,
      progress_at: anyTime,
      created_at: anyTime,
      updated_at: anyTime,
    });
    for (const field of ["turn_at", "progress_at"]) during(intent[field]);
    expect(record.mappings).toEqual([
      {
        id: anyId,
        host,
        provider_repo_id: String(repository.id),
        owner: repository.owner.login,
        name: repository.name,
        lab_session_id: id,
        status: "ACTIVE",
        source: "PROVISIONED",
        bound_at: labSession["bound_at"],
        released_at: null,
        last_verified_at: labSession["bound_at"],
        verify_after: anyTime,
        missing_since: null,
        lost_at: null,
        created_at: anyTime,
      },
    ]);
    expect(repository).toMatchObject({
      full_name: `${organisation}/${String(intent["name"])}`,
      private: true,
      description: `forgea:${String(intent["id"])}`,
    });
    expect(await work.revParse("HEAD~1^{tree}")).toBe(labVersion["template_tree_sha"]);
    during(new Date(repository.created_at));
  });

  await test.step("the student may write, and nobody is still invited", async () => {
    const access = await asOwner.get<{ permission: string }>(
      `/repos/${repository.full_name}/collaborators/${student.login}/permission`,
    );
    expect(access.permission).toBe("write");
    expect(await asOwner.get(`/repos/${repository.full_name}/invitations`)).toEqual([]);
  });

  await test.step("the session says what happened, and when", async () => {
    const minutes = Number(labVersion["duration_minutes"]);
    const started = labSession["started_at"] as Date;
    expect(labSession).toEqual({
      id,
      user_id: user["id"],
      lab_id: lab["id"],
      lab_version_id: labVersion["id"],
      attempt: 1,
      trial: false,
      status: "COMPLETED",
      // Started, bound, submitted: three decisions.
      version: 3,
      user_fork_url: repository.html_url,
      failure_code: null,
      hold_reason: null,
      held_at: null,
      access_state: "ACCEPTED",
      access_checked_at: null,
      invitation_expires_at: null,
      bound_at: started,
      started_at: started,
      ends_at: new Date(started.getTime() + minutes * 60_000),
      ends_by_hand: false,
      completed_at: anyTime,
      submitted_sha: commit,
      last_push_at: new Date(repository.pushed_at),
      last_verified_at: started,
      event_seq: events.length,
      event_hash: events.at(-1)?.hash,
      created_at: anyTime,
      updated_at: anyTime,
    });
    expect(record.commands).toMatchObject([
      { kind: "complete", result: { id, status: "COMPLETED", version: 3 } },
    ]);
    for (const field of ["created_at", "bound_at", "last_push_at", "completed_at", "updated_at"]) {
      during(labSession[field]);
    }
  });

  const delivery =
    await test.step("every delivery the provider sent is stored, byte for byte", async () => {
      await expectStoredAsSent(stack, record.deliveries, repository.id);
      const pushes = record.deliveries.filter(
        ({ event, state }) => event === "push" && state === "ACCEPTED",
      );
      expect(pushes).toHaveLength(1);
      expect(record.rejections).toEqual([]);
      return pushes[0];
    });

  await test.step("the snapshot is the push, by git, by the provider and by the delivery", async () => {
    const body = JSON.parse(String(delivery?.body)) as Record<string, unknown>;
    const [activity] = await asOwner.get<ProviderActivity[]>(
      `/repos/${repository.full_name}/activity?per_page=1`,
    );
    expect(record.snapshots).toEqual([
      {
        id: anyId,
        lab_session_id: id,
        number: 1,
        delivery_id: delivery?.["id"],
        ref: "refs/heads/main",
        commit_sha: await work.revParse("HEAD"),
        before_sha: await work.revParse("HEAD~1"),
        forced: false,
        provider_pushed_at: new Date(repository.pushed_at),
        received_at: delivery?.["received_at"],
        counted: true,
        not_counted_reason: null,
        created_at: anyTime,
      },
    ]);
    expect(body).toMatchObject({
      ref: snapshot["ref"],
      before: snapshot["before_sha"],
      after: snapshot["commit_sha"],
      sender: { id: student.providerUserId, login: student.login },
      repository: { id: repository.id, full_name: repository.full_name },
    });
    expect(activity).toMatchObject({
      ref: snapshot["ref"],
      before: snapshot["before_sha"],
      after: snapshot["commit_sha"],
      activity_type: "push",
      actor: { id: student.providerUserId },
    });
    expect(seconds(new Date(activity?.timestamp ?? 0))).toBe(
      seconds(snapshot["provider_pushed_at"]),
    );
    const head = await asStudent.get<ProviderCommit>(`/repos/${repository.full_name}/commits/main`);
    expect(head.sha).toBe(snapshot["commit_sha"]);
    expect(head.commit.tree.sha).toBe(await work.revParse("HEAD^{tree}"));
  });

  await test.step("the events tell it in order, and their chain holds", () => {
    const repositoryId = `{"providerRepoId":"${repository.id}"}`;
    const person = `STUDENT ${String(user["id"])}`;
    expect(events.map(tell)).toEqual([
      `start: null → PROVISIONING, ${person}: {}`,
      `repository-created: null → null, SYSTEM null: ${repositoryId}`,
      `bind: PROVISIONING → IN_PROGRESS, SYSTEM null: ${repositoryId}`,
      "access-accepted: null → null, SYSTEM null: {}",
      `push-accepted: null → null, WEBHOOK null: {"commitSha":"${commit}","counted":true,"forced":false,"number":1}`,
      `complete: IN_PROGRESS → COMPLETED, ${person}: {"commitSha":"${commit}","headSource":"provider"}`,
    ]);
    expect(events[4]?.correlation_id).toBe(delivery?.["correlation_id"]);
    expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
    const hashes = expectedChain(id, events);
    expect(events.map(({ hash }) => hash.toString("hex"))).toEqual(
      hashes.map((hash) => hash.toString("hex")),
    );
    expect(events.slice(1).map(({ prev_hash }) => prev_hash)).toEqual(
      events.slice(0, -1).map(({ hash }) => hash),
    );
  });
});

function tell(event: ChainedEvent): string {
  const { kind, from_status, to_status, actor_kind, actor_id, data } = event;
  return `${kind}: ${from_status} → ${to_status}, ${actor_kind} ${actor_id}: ${data}`;
}

/** A push webhook tells its time in whole seconds. */
function seconds(time: unknown): number {
  return Math.floor(Number(time) / 1000);
}
