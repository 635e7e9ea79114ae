"use client";

import { Keyboard, LogOut } from "lucide-react";
import { useTheme } from "next-themes";
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
import { UserMenuButton, type UserMenuProps } from "./user-menu-button.tsx";
import { words } from "./words.ts";

/** The user menu, opened: it is loaded because somebody asked for it. */
export function UserMenuList({
  name,
  login,
  role,
  items = [],
  onSignOut,
  onKeyboardHelp,
  appearance,
}: UserMenuProps) {
  const { theme, setTheme } = useTheme();
  return (
    <DropdownMenu defaultOpen modal={false}>
      <DropdownMenuTrigger asChild>
        <UserMenuButton appearance={appearance} login={login} name={name} role={role} />
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
