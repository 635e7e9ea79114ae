import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";
import { inputLooks } from "./input-looks.ts";

export interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean;
}

export interface SelectProps extends Omit<ComponentProps<"select">, "children" | "onChange"> {
  options: readonly SelectOption[];
  onValueChange?: (value: string) => void;
  /** An empty first choice: "Any lab". */
  placeholder?: string;
}

/** One of several. The browser's own list: it works on every phone, with every screen reader, without script. */
export function Select({ options, onValueChange, placeholder, className, ...props }: SelectProps) {
  return (
    <span className={classNames("relative block min-w-0", className)}>
      <select
        {...props}
        className={classNames(inputLooks, "h-control appearance-none truncate ps-3 pe-9")}
        {...(onValueChange === undefined
          ? {}
          : { onChange: (event) => onValueChange(event.currentTarget.value) })}
      >
        {placeholder === undefined ? null : <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option disabled={option.disabled} key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute inset-y-0 end-2.5 my-auto size-4 text-subtle-foreground"
      />
    </span>
  );
}
