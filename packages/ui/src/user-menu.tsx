"use client";

import { ChevronsUpDown, Keyboard, LogOut } from "lucide-react";
import { useTheme } from "next-themes";
import type { ReactNode } from "react";
import { AvatarInitials } from "./avatar-initials.tsx";
import { classNames } from "./class-names.ts";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "./dropdown-menu.tsx";
import { Link } from "./link.tsx";
import { themeChoices } from "./theme-choices.tsx";
import { words } from "./words.ts";

export interface UserMenuItem {
  label: string;
  href: string;
  icon?: ReactNode;
}

export interface UserMenuProps {
  name: string;
  login: string;
  /** The role as a word: "Admin". */
  role?: string;
  items?: readonly UserMenuItem[];
  onSignOut: () => void;
  onKeyboardHelp?: () => void;
  /** `row`: name beside the avatar, for a rail; `avatar`: the avatar alone. */
  appearance?: "avatar" | "row";
}

/** Who is signed in, their pages, the theme and the way out. */
export function UserMenu({
  name,
  login,
  role,
  items = [],
  onSignOut,
  onKeyboardHelp,
  appearance = "avatar",
}: UserMenuProps) {
  const { theme, setTheme } = useTheme();
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger
        className={classNames(
          "flex items-center gap-2.5 transition-colors hover:bg-hover data-[state=open]:bg-hover",
          appearance === "row" ? "w-full min-w-0 rounded-lg p-2 text-start" : "rounded-full p-1",
        )}
      >
        <AvatarInitials name={name} />
        <span className="sr-only">
          {words.accountMenu} {appearance === "avatar" ? name : null}
        </span>
        {appearance === "row" ? (
          <>
            <span className="min-w-0 flex-1">
              <span className="block truncate text-sm font-medium">{name}</span>
              <span className="block truncate text-xs text-subtle-foreground">{role ?? login}</span>
            </span>
            <ChevronsUpDown aria-hidden className="size-3.5 text-subtle-foreground" />
          </>
        ) : null}
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <div className="px-2 py-1.5">
          <p className="truncate text-sm font-medium">{name}</p>
          <p className="truncate text-xs text-subtle-foreground">
            {login}
            {role === undefined ? null : ` · ${role}`}
          </p>
        </div>
        <DropdownMenuSeparator />
        {items.map((item) => (
          <DropdownMenuItem asChild key={item.href}>
            <Link href={item.href}>
              {item.icon}
              {item.label}
            </Link>
          </DropdownMenuItem>
        ))}
        {onKeyboardHelp === undefined ? null : (
          <DropdownMenuItem onSelect={onKeyboardHelp}>
            <Keyboard aria-hidden />
            {words.keyboardShortcuts}
          </DropdownMenuItem>
        )}
        {items.length > 0 || onKeyboardHelp !== undefined ? <DropdownMenuSeparator /> : null}
        <DropdownMenuLabel>{words.theme}</DropdownMenuLabel>
        <DropdownMenuRadioGroup onValueChange={setTheme} value={theme ?? ""}>
          {themeChoices.map(({ value, label, icon: Icon }) => (
            <DropdownMenuRadioItem key={value} value={value}>
              <Icon aria-hidden />
              {label}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={onSignOut}>
          <LogOut aria-hidden />
          {words.signOut}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
