import { FlaskConical } from "lucide-react";
import { Badge } from "./badge.tsx";
import { words } from "./words.ts";

/** Says "demo" in the header, so that nobody takes made-up people for real ones. */
export function DemoBadge() {
  return (
    <span className="inline-flex" title={words.demoExplained}>
      <Badge icon={<FlaskConical aria-hidden />}>{words.demo}</Badge>
    </span>
  );
}
