export const supervisor = 1;
