"use client";

import { useTheme } from "next-themes";
import { ToggleGroup } from "radix-ui";
import { classNames } from "./class-names.ts";
import { themeChoices } from "./theme-choices.tsx";
import { useNow } from "./use-now.ts";
import { words } from "./words.ts";

/** System, light, dark: one row of three, for pages without a user menu. */
export function ThemeToggle({ className }: { className?: string }) {
  const { theme, setTheme } = useTheme();
  // Before hydration nobody knows the choice; showing none pressed keeps server and browser alike.
  const hydrated = useNow("minute") !== null;
  return (
    <ToggleGroup.Root
      aria-label={words.theme}
      className={classNames("inline-flex rounded-lg border bg-card p-0.5", className)}
      onValueChange={(value) => {
        if (value !== "") setTheme(value);
      }}
      type="single"
      value={hydrated ? (theme ?? "") : ""}
    >
      {themeChoices.map(({ value, label, icon: Icon }) => (
        <ToggleGroup.Item
          aria-label={label}
          className="grid size-7 place-items-center rounded-md text-subtle-foreground transition-colors hover:text-foreground data-[state=on]:bg-selected data-[state=on]:text-foreground"
          key={value}
          title={label}
          value={value}
        >
          <Icon aria-hidden className="size-3.5" />
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
