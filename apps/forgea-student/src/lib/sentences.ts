/** Every sentence that people read in the student app. Words of the domain come from its contracts. */

export const app = {
  name: "Forgea",
  description: "Coding labs on git.",
} as const;
