import type { ReactNode } from "react";
import { NotStaff } from "../../features/access/components/not-staff.tsx";
import { loadActor, loadStaff } from "../../features/access/loaders.ts";
import { StaffFrame } from "../../features/frame/client.tsx";
import { loadFrame, studentUrl } from "../../features/frame/loaders.ts";

/** The frame for staff. Every page asks for itself who is there; this shows a student the one page. */
export default async function StaffLayout({ children }: { children: ReactNode }) {
  const staff = await loadStaff();
  if (staff === null) {
    const { name, login } = await loadActor();
    return <NotStaff login={login} name={name} studentUrl={studentUrl()} />;
  }
  const frame = await loadFrame();
  const { name, login, role } = staff;
  return (
    <StaffFrame actor={{ name, login, role }} {...frame}>
      {children}
    </StaffFrame>
  );
}
