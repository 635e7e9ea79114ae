import type { KeyboardShortcutGroup } from "@forgea/ui/keyboard-help";
import { keys } from "../../lib/sentences.ts";

/** The keys of the app, as `?` lists them. */
export const keyGroups: readonly KeyboardShortcutGroup[] = [
  {
    title: keys.table,
    shortcuts: [
      { keys: ["j"], label: keys.next },
      { keys: ["k"], label: keys.previous },
      { keys: ["Enter"], label: keys.open },
      { keys: ["Space"], label: keys.peek },
      { keys: ["n"], label: keys.letIn },
    ],
  },
  {
    title: keys.everywhere,
    shortcuts: [
      { keys: ["?"], label: keys.help },
      { keys: ["["], label: keys.rail },
      { keys: ["Esc"], label: keys.close },
    ],
  },
];
