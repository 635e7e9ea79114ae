import type { ReactNode } from "react";

/** Reads its content aloud when it changes, politely. It must stand on the page before it has content. */
export function LiveRegion({
  children,
  visible = false,
}: {
  children: ReactNode;
  visible?: boolean;
}) {
  return (
    <div aria-live="polite" className={visible ? undefined : "sr-only"} role="status">
      {children}
    </div>
  );
}
