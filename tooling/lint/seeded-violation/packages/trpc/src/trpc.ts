// arrows-of-trpc
import "../../ui/src/button.tsx";
export const trpc = 1;
