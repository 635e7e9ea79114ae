import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { inputLooks } from "./input-looks.ts";

export interface InputProps extends ComponentProps<"input"> {
  /** Inside, on the left: a search glass. */
  icon?: ReactNode;
  /** Inside, on the right: a key hint. */
  trailing?: ReactNode;
  /** For URLs, shas and ids. */
  mono?: boolean;
}

/** One line of text. Stands inside a <Field>, which gives it its label and describes it. */
export function Input({ icon, trailing, mono = false, className, ...props }: InputProps) {
  const input = (
    <input
      {...props}
      className={classNames(
        inputLooks,
        "h-control px-3",
        mono && "font-mono",
        icon !== undefined && "ps-9",
        trailing !== undefined && "pe-10",
        className,
      )}
    />
  );
  if (icon === undefined && trailing === undefined) return input;
  return (
    <span className="relative block min-w-0">
      {icon === undefined ? null : (
        <span className="pointer-events-none absolute inset-y-0 start-3 grid place-items-center text-subtle-foreground [&_svg]:size-4">
          {icon}
        </span>
      )}
      {input}
      {trailing === undefined ? null : (
        <span className="absolute inset-y-0 end-2 grid place-items-center">{trailing}</span>
      )}
    </span>
  );
}
