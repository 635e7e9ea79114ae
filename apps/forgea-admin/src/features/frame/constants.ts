/** Remembers on the server's side whether the rail is collapsed, so that the first paint is right. */
export const railCookie = "forgea-admin.rail";
