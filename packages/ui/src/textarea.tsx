import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";
import { inputLooks } from "./input-looks.ts";

/** Several lines of text. */
export function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  return (
    <textarea
      {...props}
      className={classNames(inputLooks, "min-h-20 resize-y px-3 py-2", className)}
    />
  );
}
