"use client";

import { Button } from "@forgea/ui/button";
import { LogOut } from "lucide-react";
import { useState } from "react";
import { app } from "../../../lib/sentences.ts";
import { leave } from "../client.tsx";

/** Signs out and shows the sign-in page. */
export function SignOutButton() {
  const [leaving, setLeaving] = useState(false);
  return (
    <Button
      icon={<LogOut aria-hidden className="size-4" />}
      loading={leaving}
      onClick={() => {
        setLeaving(true);
        void leave().then((left) => setLeaving(left));
      }}
    >
      {app.signOut}
    </Button>
  );
}
