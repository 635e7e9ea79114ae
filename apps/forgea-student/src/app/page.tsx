import { redirect } from "next/navigation";

/** The catalogue is the front page. */
export default function FrontPage(): never {
  redirect("/labs");
}
