"use client";

import { Checkbox } from "./checkbox.tsx";
import { Dialog, DialogContent } from "./dialog.tsx";
import { Kbd } from "./kbd.tsx";
import { setSingleKeysEnabled, useShortcut, useSingleKeysEnabled } from "./use-shortcut.ts";
import { words } from "./words.ts";

export interface KeyboardShortcut {
  /** Keys pressed together or one after the other, as printed on them. */
  keys: readonly string[];
  label: string;
}

export interface KeyboardShortcutGroup {
  title: string;
  shortcuts: readonly KeyboardShortcut[];
}

/** The list of keys; `?` opens it. Single keys can be turned off here. */
export function KeyboardHelp({
  groups,
  open,
  onOpenChange,
}: {
  groups: readonly KeyboardShortcutGroup[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  useShortcut("?", () => onOpenChange(true));
  const singleKeys = useSingleKeysEnabled();
  return (
    <Dialog onOpenChange={onOpenChange} open={open}>
      <DialogContent size="medium" title={words.keyboardShortcuts}>
        <div className="grid gap-x-10 gap-y-6 sm:grid-cols-2">
          {groups.map((group) => (
            <section key={group.title}>
              <h3 className="mb-1 text-small font-medium text-muted-foreground">{group.title}</h3>
              <dl>
                {group.shortcuts.map((shortcut) => (
                  <div
                    className="flex min-h-8 items-center justify-between gap-4"
                    key={shortcut.keys.join(" ")}
                  >
                    <dt>{shortcut.label}</dt>
                    <dd className="flex shrink-0 gap-1">
                      {shortcut.keys.map((key) => (
                        <Kbd key={key}>{key}</Kbd>
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
        <div className="mt-6 border-t pt-4">
          <Checkbox
            checked={singleKeys}
            hint={words.singleKeysExplained}
            label={words.singleKeys}
            onCheckedChange={(checked) => setSingleKeysEnabled(checked === true)}
          />
        </div>
      </DialogContent>
    </Dialog>
  );
}
