/** What all text inputs share. An invalid one is marked by its border and, always, by the words below it. */
export const inputLooks = [
  "w-full min-w-0 rounded-lg border border-border-strong bg-card text-body text-foreground",
  "transition-[border-color] duration-[120ms] hover:border-muted-foreground",
  "focus-visible:border-ring focus-visible:outline-offset-0 focus-visible:outline-ring",
  "disabled:cursor-not-allowed disabled:border-border disabled:bg-muted disabled:text-muted-foreground",
  "aria-invalid:border-danger",
].join(" ");
