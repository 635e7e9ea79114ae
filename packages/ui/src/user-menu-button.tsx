import { ChevronsUpDown } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { AvatarInitials } from "./avatar-initials.tsx";
import { classNames } from "./class-names.ts";
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

interface UserMenuButtonProps extends Omit<ComponentProps<"button">, "name" | "role"> {
  name: string;
  login: string;
  role: string | undefined;
  appearance: UserMenuProps["appearance"];
}

/** What opens the menu. */
export function UserMenuButton({
  name,
  login,
  role,
  appearance = "avatar",
  ...props
}: UserMenuButtonProps) {
  return (
    <button
      {...props}
      className={classNames(
        "flex items-center gap-2.5 transition-colors hover:bg-hover data-[state=open]:bg-hover",
        appearance === "row" ? "w-full min-w-0 rounded-lg p-2 text-start" : "rounded-full p-1",
      )}
      type="button"
    >
      <AvatarInitials name={name} />
      {/* Not aria-label: what a person sees on the button must be part of its name. */}
      <span className="sr-only">
        {words.accountMenu} {appearance === "row" ? null : name}
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
    </button>
  );
}
