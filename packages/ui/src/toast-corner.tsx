"use client";

import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import { useTheme } from "next-themes";
import { useEffect } from "react";
import { Toaster as Sonner, type ToasterProps, toast } from "sonner";
import { Spinner } from "./spinner.tsx";
import { takeWaitingToasts, type WaitingToast } from "./toast-queue.ts";

const looks = {
  toast:
    "flex w-full items-start gap-2.5 rounded-lg bg-popover p-3.5 font-sans text-sm text-foreground shadow-float sm:w-88",
  title: "font-medium",
  description: "text-muted-foreground",
  content: "min-w-0 flex-1",
  icon: "mt-0.5 grid size-4 shrink-0 place-items-center [&_svg]:size-4",
  actionButton:
    "-my-1 ms-auto h-7 shrink-0 rounded-md border px-2.5 text-xs font-medium hover:bg-hover",
  cancelButton: "-my-1 h-7 shrink-0 rounded-md px-2 text-xs text-muted-foreground hover:bg-hover",
};

/** The corner itself; loaded with the first message. */
export function ToastCorner({ newest }: { newest: readonly WaitingToast[] }) {
  const { theme } = useTheme();
  useEffect(() => {
    if (newest.length === 0) return;
    for (const { kind, message, options } of takeWaitingToasts()) toast[kind](message, options);
  }, [newest]);
  return (
    <Sonner
      icons={{
        success: <CircleCheck aria-hidden className="text-green-icon" />,
        info: <Info aria-hidden className="text-blue-icon" />,
        warning: <TriangleAlert aria-hidden className="text-amber-icon" />,
        error: <CircleAlert aria-hidden className="text-red-icon" />,
        loading: <Spinner />,
      }}
      position="bottom-right"
      theme={(theme ?? "system") as NonNullable<ToasterProps["theme"]>}
      toastOptions={{ unstyled: true, classNames: looks }}
    />
  );
}
