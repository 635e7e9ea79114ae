import {
  CircleAlert,
  CircleCheck,
  FlaskConical,
  Info,
  ShieldAlert,
  TriangleAlert,
} from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { type Tone, toneIcon, toneSurface } from "./tone.ts";

const looks = {
  info: { tone: "blue", icon: Info },
  success: { tone: "green", icon: CircleCheck },
  warning: { tone: "amber", icon: TriangleAlert },
  danger: { tone: "red", icon: CircleAlert },
  hold: { tone: "orange", icon: ShieldAlert },
  demo: { tone: "grey", icon: FlaskConical },
} as const satisfies Record<string, { tone: Tone; icon: unknown }>;

export interface NoticeBannerProps {
  tone: keyof typeof looks;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  /** `box` inside a page, `strip` across the window. */
  appearance?: "box" | "strip";
}

/** Something everybody on this page should know. */
export function NoticeBanner({
  tone,
  title,
  children,
  action,
  appearance = "box",
}: NoticeBannerProps) {
  const { tone: colour, icon: Icon } = looks[tone];
  return (
    <div
      className={classNames(
        "flex items-start gap-2.5 text-body",
        toneSurface[colour],
        appearance === "box" ? "rounded-lg px-3.5 py-3" : "justify-center px-4 py-2",
      )}
    >
      <span className="grid h-(--body-leading) shrink-0 place-items-center">
        <Icon aria-hidden className={classNames("size-4", toneIcon[colour])} />
      </span>
      <div className={classNames("min-w-0", appearance === "box" && "flex-1")}>
        {title === undefined ? null : <p className="font-semibold">{title}</p>}
        {children}
      </div>
      {action === undefined ? null : <div className="shrink-0">{action}</div>}
    </div>
  );
}
