import { classNames } from "./class-names.ts";

/** The mark: a branch that leaves the trunk and is struck into shape. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg
      aria-hidden="true"
      className={classNames("size-6 shrink-0", className)}
      fill="none"
      viewBox="0 0 24 24"
    >
      <rect className="fill-foreground" height="24" rx="6" width="24" />
      <path
        className="stroke-background"
        d="M8 18.5V8.75A2.75 2.75 0 0 1 10.75 6H16.5M8 12.75h5.25"
        strokeLinecap="round"
        strokeWidth="2.25"
      />
      <circle className="fill-background" cx="16.25" cy="12.75" r="1.75" />
    </svg>
  );
}

/** Mark and name, for headers. `compact`: on a phone the mark alone, the name only read aloud. */
export function Brand({ suffix, compact = false }: { suffix?: string; compact?: boolean }) {
  return (
    <span className="inline-flex items-center gap-2">
      <BrandMark />
      <span
        className={classNames(
          "text-base font-semibold tracking-tight",
          compact && "max-sm:sr-only",
        )}
      >
        Forgea
      </span>
      {suffix === undefined ? null : <span className="text-muted-foreground">{suffix}</span>}
    </span>
  );
}
