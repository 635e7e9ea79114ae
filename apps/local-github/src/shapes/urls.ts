/** The two addresses that every link in an answer begins with. */
export interface Urls {
  /** `http://localhost:3003` */
  web: string;
  /** `http://localhost:3003/api/v3` */
  api: string;
}

export function urlsOf(origin: string): Urls {
  const web = origin.replace(/\/+$/, "");
  return { web, api: `${web}/api/v3` };
}

/** GitHub's older kind of node id: the type and the number, in base64. */
export function nodeId(type: string, id: number | string): string {
  return Buffer.from(`0${type.length}:${type}${id}`).toString("base64");
}

/** A time as REST answers write it: whole seconds, in UTC. */
export function isoTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
