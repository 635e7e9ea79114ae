/** One legal move: where it leads, who may make it, and which conditions must hold. */
export type Move<Status extends string, Mover extends string, Condition extends string> = {
  readonly to: Status;
  readonly by: readonly Mover[];
} & { readonly [condition in Condition]?: boolean };

/** Every legal move of a kind of session, by its status and event. */
export type TransitionTable<
  Status extends string,
  Event extends string,
  Mover extends string,
  Condition extends string,
> = Readonly<Record<Status, Readonly<Partial<Record<Event, Move<Status, Mover, Condition>>>>>>;

/** What a table needs to know of a session. A held one is ambiguous: nothing moves it. */
export type LifecycleFacts<Status extends string, Condition extends string> = {
  readonly status: Status;
  readonly held: boolean;
} & { readonly [condition in Condition]: boolean };

export type TransitionResult<Status extends string> =
  | { readonly ok: true; readonly to: Status }
  | {
      readonly ok: false;
      readonly refusal: "ILLEGAL_TRANSITION" | "AMBIGUOUS_STATE" | "FORBIDDEN";
    };

/** A row of the table, for whoever copies or draws it: the database's copy, diagrams, tests. */
export interface TableRow<Status extends string, Event extends string, Mover extends string> {
  readonly from: Status;
  readonly event: Event;
  readonly to: Status;
  readonly by: readonly Mover[];
  readonly conditions: Readonly<Record<string, boolean>>;
}

export interface Lifecycle<
  Status extends string,
  Event extends string,
  Mover extends string,
  Condition extends string,
> {
  /** Pure: never throws, reads no clock and no database. */
  readonly transition: (
    session: LifecycleFacts<Status, Condition>,
    event: Event,
    mover: Mover,
  ) => TransitionResult<Status>;
  /** The events that this mover may cause now: what the buttons of a page are made from. */
  readonly possibleEvents: (session: LifecycleFacts<Status, Condition>, mover: Mover) => Event[];
  readonly rows: readonly TableRow<Status, Event, Mover>[];
}

/** Makes the rules of a kind of session from its table, its events and the names of its conditions. */
export function defineLifecycle<
  Status extends string,
  Event extends string,
  Mover extends string,
  Condition extends string,
>(definition: {
  readonly events: readonly Event[];
  readonly conditions: readonly Condition[];
  readonly table: TransitionTable<Status, Event, Mover, Condition>;
}): Lifecycle<Status, Event, Mover, Condition> {
  const { events, conditions, table } = definition;

  function transition(
    session: LifecycleFacts<Status, Condition>,
    event: Event,
    mover: Mover,
  ): TransitionResult<Status> {
    const move = table[session.status][event];
    if (move === undefined) return { ok: false, refusal: "ILLEGAL_TRANSITION" };
    const fits = conditions.every((name) => {
      const wanted: boolean | undefined = move[name];
      return wanted === undefined || wanted === session[name];
    });
    if (!fits) return { ok: false, refusal: "ILLEGAL_TRANSITION" };
    if (!move.by.includes(mover)) return { ok: false, refusal: "FORBIDDEN" };
    if (session.held) return { ok: false, refusal: "AMBIGUOUS_STATE" };
    return { ok: true, to: move.to };
  }

  return {
    transition,
    possibleEvents: (session, mover) =>
      events.filter((event) => transition(session, event, mover).ok),
    rows: rowsOf(definition),
  };
}

function rowsOf<
  Status extends string,
  Event extends string,
  Mover extends string,
  Condition extends string,
>({
  events,
  conditions,
  table,
}: {
  readonly events: readonly Event[];
  readonly conditions: readonly Condition[];
  readonly table: TransitionTable<Status, Event, Mover, Condition>;
}): TableRow<Status, Event, Mover>[] {
  const statuses = Object.keys(table) as Status[];
  return statuses.flatMap((from) =>
    events.flatMap((event) => {
      const move = table[from][event];
      if (move === undefined) return [];
      const wanted = conditions.flatMap((name) => {
        const value: boolean | undefined = move[name];
        return value === undefined ? [] : [[name, value] as const];
      });
      return [{ from, event, to: move.to, by: move.by, conditions: Object.fromEntries(wanted) }];
    }),
  );
}
