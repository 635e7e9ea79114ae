import { LoaderCircle } from "lucide-react";
import { classNames } from "./class-names.ts";

/** A turning circle beside words that say what is being waited for; it says nothing by itself. */
export function Spinner({ className }: { className?: string }) {
  return <LoaderCircle aria-hidden className={classNames("size-4 animate-turn", className)} />;
}
