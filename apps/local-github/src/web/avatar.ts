import type { Account } from "../store/accounts.ts";

/** Initials on a colour that belongs to the id: the same person always looks the same. */
export function avatarSvg(account: Account): string {
  const words = (account.name ?? account.login).split(/[\s-]+/).filter(Boolean);
  const initials = words
    .slice(0, 2)
    .map((word) => String.fromCodePoint(word.codePointAt(0) ?? 32))
    .join("")
    .toUpperCase()
    .replaceAll(/[<>&"]/g, "");
  // The golden angle keeps neighbouring ids apart.
  const hue = Math.round((account.id * 137.508) % 360);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64"><rect width="64" height="64" fill="oklch(0.5 0.1 ${hue})"/><text x="32" y="33" font-family="Inter, system-ui, sans-serif" font-size="25" font-weight="500" fill="#fff" text-anchor="middle" dominant-baseline="central">${initials}</text></svg>`;
}
