import { cva, type VariantProps } from "class-variance-authority";

/** The shape of everything that is pressed: buttons, and links that act like one. */
export const buttonVariants = cva(
  [
    "relative inline-flex shrink-0 items-center justify-center gap-2 rounded-lg border font-medium whitespace-nowrap select-none",
    "transition-[background-color,border-color,color] duration-[120ms]",
    "disabled:pointer-events-none disabled:opacity-50 aria-disabled:cursor-default",
    "[&_svg]:size-4 [&_svg]:shrink-0",
  ],
  {
    variants: {
      variant: {
        primary:
          "border-transparent bg-primary text-primary-foreground hover:bg-primary-hover active:bg-primary-hover",
        secondary:
          "border-border-strong/55 bg-card text-foreground hover:bg-hover active:bg-selected",
        ghost:
          "border-transparent text-muted-foreground hover:bg-hover hover:text-foreground active:bg-selected data-[state=open]:bg-hover",
        "danger-quiet":
          "border-border-strong/55 bg-card text-red hover:border-danger/60 hover:bg-red-soft active:bg-red-soft",
        danger:
          "border-transparent bg-danger text-danger-foreground hover:bg-danger-hover active:bg-danger-hover",
      },
      size: {
        medium: "h-control px-3.5 text-body",
        small: "h-control-small px-2.5 text-small",
        icon: "size-control text-body",
        "icon-small": "size-control-small text-small",
      },
    },
    defaultVariants: { variant: "secondary", size: "medium" },
  },
);

export type ButtonVariants = VariantProps<typeof buttonVariants>;
