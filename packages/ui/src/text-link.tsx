import { ExternalLink } from "lucide-react";
import { classNames } from "./class-names.ts";
import { Link, type LinkProps } from "./link.tsx";
import { words } from "./words.ts";

/** A link inside text: underlined, in the colour of the text. `external` opens a new tab and says so. */
export function TextLink({
  external = false,
  className,
  children,
  ...props
}: LinkProps & { external?: boolean }) {
  return (
    <Link
      {...props}
      {...(external ? { target: "_blank", rel: "noopener noreferrer" } : {})}
      className={classNames(
        "rounded-sm font-medium text-foreground underline decoration-border-strong/70 underline-offset-[3px] hover:decoration-foreground",
        className,
      )}
    >
      {children}
      {external ? (
        <>
          <ExternalLink aria-hidden className="ms-1 inline size-[0.85em] align-baseline" />
          <span className="sr-only"> ({words.opensInNewTab})</span>
        </>
      ) : null}
    </Link>
  );
}
