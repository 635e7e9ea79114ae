import { createHash } from "node:crypto";

/** The one style sheet of the pages: quiet surfaces, hairlines, one accent; light and dark each for itself. */
export const styles = `
:root {
  color-scheme: light dark;
  --surface: oklch(0.985 0.002 260); --card: oklch(1 0 0); --line: oklch(0.91 0.006 260);
  --control-line: oklch(0.66 0.012 260);
  --text: oklch(0.24 0.012 260); --quiet: oklch(0.47 0.014 260);
  --accent: oklch(0.49 0.17 268); --accent-hover: oklch(0.44 0.17 268); --on-accent: oklch(0.99 0 0);
  --hover: oklch(0.965 0.004 260); --danger: oklch(0.5 0.18 25);
  --good: oklch(0.47 0.12 150); --good-surface: oklch(0.96 0.03 150);
  --mono: "JetBrains Mono", ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --surface: oklch(0.175 0.008 260); --card: oklch(0.215 0.01 260); --line: oklch(0.31 0.012 260);
    --control-line: oklch(0.52 0.015 260);
    --text: oklch(0.94 0.005 260); --quiet: oklch(0.72 0.012 260);
    --accent: oklch(0.68 0.14 268); --accent-hover: oklch(0.73 0.13 268); --on-accent: oklch(0.17 0.02 268);
    --hover: oklch(0.26 0.012 260); --danger: oklch(0.74 0.14 25);
    --good: oklch(0.8 0.13 150); --good-surface: oklch(0.28 0.04 150);
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--surface); color: var(--text);
  font: 400 15px/24px "Inter Variable", Inter, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}
h1 { font-size: 20px; line-height: 28px; font-weight: 600; margin: 0; text-wrap: balance; overflow-wrap: anywhere; }
h2 { font-size: 15px; line-height: 24px; font-weight: 600; margin: 0; }
.spaced { margin: 24px 0 8px; }
.spaced-above { margin-top: 12px; }
p { margin: 0; }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 3px; }
code, pre, kbd, .mono { font-family: var(--mono); font-size: 13px; line-height: 20px; }
.quiet { color: var(--quiet); }
.small { font-size: 13px; line-height: 20px; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 12px; top: 12px; background: var(--card); padding: 8px 12px; border-radius: 8px; z-index: 1; }
header.top {
  display: flex; align-items: center; gap: 12px; height: 52px; padding: 0 20px;
  border-bottom: 1px solid var(--line); background: var(--card);
}
header.top .brand { font-weight: 600; color: inherit; text-decoration: none; }
header.top .end { margin-left: auto; display: flex; align-items: center; gap: 12px; }
main { max-width: 720px; margin: 0 auto; padding: 32px 20px 64px; display: grid; gap: 20px; }
main > * { min-width: 0; }
main.narrow { max-width: 440px; padding-top: 56px; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 8px; min-width: 0; }
.pad { padding: 20px; display: grid; gap: 16px; }
.pad > * { min-width: 0; }
.rows { list-style: none; margin: 0; padding: 0; }
.head { padding: 10px 20px; border-bottom: 1px solid var(--line); }
.rows > li { padding: 10px 20px; display: flex; gap: 12px; align-items: center; min-width: 0; }
.rows > li + li { border-top: 1px solid var(--line); }
.grow { flex: 1; min-width: 0; overflow-wrap: anywhere; }
.stack { display: grid; gap: 2px; min-width: 0; }
.avatar { width: 32px; height: 32px; border-radius: 50%; flex: none; }
.button, button {
  font: inherit; font-weight: 500; cursor: pointer; border-radius: 8px; padding: 7px 14px;
  border: 1px solid var(--control-line); background: var(--card); color: var(--text);
  text-decoration: none; transition: background-color 120ms ease-out;
}
.button:hover, button:hover { background: var(--hover); }
button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
button.primary:hover { background: var(--accent-hover); }
button.danger { color: var(--danger); }
button.wide { width: 100%; min-height: 44px; }
button.account {
  width: 100%; display: flex; gap: 12px; align-items: center; text-align: left;
  border: 0; border-radius: 0; padding: 10px 20px; background: none;
}
button.account:hover { background: var(--hover); }
.accounts { list-style: none; margin: 0; padding: 0; overflow: hidden; }
.accounts > li + li { border-top: 1px solid var(--line); }
.accounts > li:first-child button { border-radius: 8px 8px 0 0; }
.accounts > li:last-child button { border-radius: 0 0 8px 8px; }
.accounts > li:only-child button { border-radius: 8px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
button.account:focus-visible { outline-offset: -2px; }
label { font-weight: 500; display: grid; gap: 6px; }
input[type="text"], input[type="password"] {
  font: inherit; padding: 7px 12px; border-radius: 8px; border: 1px solid var(--control-line);
  background: var(--card); color: var(--text); width: 100%;
}
.inline { display: flex; gap: 8px; flex-wrap: wrap; align-items: end; }
.inline > label { flex: 1 1 220px; }
.note { border-radius: 8px; padding: 12px 16px; background: var(--good-surface); display: grid; gap: 8px; min-width: 0; }
.note.bad { background: none; border: 1px solid var(--danger); }
.box { display: block; overflow-x: auto; padding: 10px 12px; background: var(--hover); border-radius: 8px; margin: 0; user-select: all; }
pre.box { white-space: pre; user-select: text; }
pre.diff { padding: 8px 0; border-radius: 0 0 8px 8px; }
pre.diff span { display: block; padding: 0 20px; }
pre.diff .plus { background: color-mix(in oklch, var(--good) 14%, transparent); }
pre.diff .minus { background: color-mix(in oklch, var(--danger) 14%, transparent); }
.tag { border: 1px solid var(--line); border-radius: 999px; padding: 0 8px; font-size: 12px; line-height: 20px; color: var(--quiet); white-space: nowrap; }
.line { display: flex; gap: 8px; align-items: center; flex-wrap: wrap; min-width: 0; }
@media (max-width: 480px) { main { padding: 24px 16px 48px; } header.top { padding: 0 16px; } .wide-only { display: none; } }
@media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
`;

/** For the Content-Security-Policy: this style sheet and no other may be used. */
export const stylesHash = `sha256-${createHash("sha256").update(styles).digest("base64")}`;
