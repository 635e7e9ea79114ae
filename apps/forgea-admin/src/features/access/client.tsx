"use client";

import { signOut } from "@forgea/auth/browser";
import { toast } from "@forgea/ui/toaster";
import { app } from "../../lib/sentences.ts";

/** Signs out and goes to the sign-in page. False when it did not work; then it has said so. */
export async function leave(): Promise<boolean> {
  try {
    await signOut("/sign-in");
    return true;
  } catch {
    toast.error(app.signOutFailed);
    return false;
  }
}
