"use client";

import {
  type ComponentProps,
  type ComponentType,
  createContext,
  createElement,
  type ReactNode,
  use,
} from "react";

export type LinkProps = ComponentProps<"a"> & { href: string };

const LinkContext = createContext<ComponentType<LinkProps> | "a">("a");

/** Tells every link of this package which component navigates: next/link in our apps, a plain <a> without it. */
export function LinkProvider({
  component,
  children,
}: {
  component: ComponentType<LinkProps>;
  children: ReactNode;
}) {
  return <LinkContext value={component}>{children}</LinkContext>;
}

/** A link without looks. Same-app paths navigate without a reload; everything else is an ordinary link. */
export function Link(props: LinkProps) {
  const component = use(LinkContext);
  const local = props.href.startsWith("/") && !props.href.startsWith("/api/");
  return createElement(local ? component : "a", props);
}
