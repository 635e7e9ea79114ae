import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

/** The name of an input. <Field> brings one; this is for inputs outside of it. */
export function Label({ className, ...props }: ComponentProps<"label">) {
  // oxlint-disable-next-line jsx-a11y/label-has-associated-control -- the caller names the control
  return <label {...props} className={classNames("text-small font-medium", className)} />;
}
