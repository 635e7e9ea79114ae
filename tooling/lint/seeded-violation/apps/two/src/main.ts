import "../../one/src/main.ts";
// next-auth-in-auth-only, octokit-in-github-only, prisma-in-schema-only
import "next-auth";
import "octokit";
import "@prisma/client";
export const two = 2;
