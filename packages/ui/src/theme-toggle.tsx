"use client";

import { useTheme } from "next-themes";
import { useId } from "react";
import { classNames } from "./class-names.ts";
import { themeChoices } from "./theme-choices.tsx";
import { useNow } from "./use-now.ts";
import { words } from "./words.ts";

/** System, light, dark: one row of three, for pages without a user menu. */
export function ThemeToggle({ className }: { className?: string }) {
  const { theme, setTheme } = useTheme();
  const name = useId();
  // Before hydration nobody knows the choice; showing none pressed keeps server and browser alike.
  const hydrated = useNow("minute") !== null;
  return (
    <fieldset
      className={classNames("inline-flex rounded-lg border bg-card p-0.5", className)}
      aria-label={words.theme}
    >
      {themeChoices.map(({ value, label, icon: Icon }) => (
        <label
          className="grid size-7 cursor-pointer place-items-center rounded-md text-subtle-foreground transition-colors hover:text-foreground has-checked:bg-selected has-checked:text-foreground has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring"
          key={value}
          title={label}
        >
          <input
            aria-label={label}
            checked={hydrated && theme === value}
            className="sr-only"
            name={name}
            onChange={() => setTheme(value)}
            type="radio"
            value={value}
          />
          <Icon aria-hidden className="size-3.5" />
        </label>
      ))}
    </fieldset>
  );
}
