import { Monitor, Moon, Sun } from "lucide-react";
import { words } from "./words.ts";

/** The three themes a person can choose, in the order they are shown. */
export const themeChoices = [
  { value: "system", label: words.themeSystem, icon: Monitor },
  { value: "light", label: words.themeLight, icon: Sun },
  { value: "dark", label: words.themeDark, icon: Moon },
] as const;
