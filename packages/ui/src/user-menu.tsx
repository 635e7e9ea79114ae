"use client";

import { lazy, Suspense, useState } from "react";
import { UserMenuButton, type UserMenuProps } from "./user-menu-button.tsx";

export type { UserMenuItem, UserMenuProps } from "./user-menu-button.tsx";

// The menu and what places it are half as large as the rest of a page: they come when asked for.
const load = () => import("./user-menu-list.tsx");
const UserMenuList = lazy(() => load().then((module) => ({ default: module.UserMenuList })));

/** Who is signed in, their pages, the theme and the way out. */
export function UserMenu(props: UserMenuProps) {
  const [asked, setAsked] = useState(false);
  const { name, login, role, appearance } = props;
  const person = { name, login, role, appearance };
  const button = (
    <UserMenuButton
      {...person}
      aria-expanded={false}
      aria-haspopup="menu"
      onClick={() => setAsked(true)}
      onFocus={() => void load()}
      onPointerEnter={() => void load()}
    />
  );
  return asked ? (
    <Suspense fallback={button}>
      <UserMenuList {...props} />
    </Suspense>
  ) : (
    button
  );
}
