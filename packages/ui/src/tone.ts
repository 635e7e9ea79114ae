/** The colours that mean something. A tone never stands alone: an icon and a word go with it. */
export type Tone = "blue" | "green" | "violet" | "red" | "amber" | "orange" | "grey";

/** Tailwind finds classes by reading source, so each is written out. */
export const toneText = {
  blue: "text-blue",
  green: "text-green",
  violet: "text-violet",
  red: "text-red",
  amber: "text-amber",
  orange: "text-orange",
  grey: "text-grey",
} as const satisfies Record<Tone, string>;

export const toneIcon = {
  blue: "text-blue-icon",
  green: "text-green-icon",
  violet: "text-violet-icon",
  red: "text-red-icon",
  amber: "text-amber-icon",
  orange: "text-orange-icon",
  grey: "text-grey-icon",
} as const satisfies Record<Tone, string>;

export const toneSurface = {
  blue: "bg-blue-soft",
  green: "bg-green-soft",
  violet: "bg-violet-soft",
  red: "bg-red-soft",
  amber: "bg-amber-soft",
  orange: "bg-orange-soft",
  grey: "bg-grey-soft",
} as const satisfies Record<Tone, string>;
