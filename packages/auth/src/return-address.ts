/**
 * Where to go after signing in or out: the address that was asked for when it is on our own
 * origin, else our front page. Never throws; a browser reads `//host` and `/\host` as another
 * origin, so the address is parsed the way a browser parses it.
 */
export function returnAddress(asked: string, ownOrigin: string): string {
  if (!URL.canParse(asked, ownOrigin)) return ownOrigin;
  const url = new URL(asked, ownOrigin);
  const own = new URL(ownOrigin);
  if (url.origin !== own.origin || url.username !== "" || url.password !== "") return own.origin;
  return url.href;
}
