import { alive } from "./exports.ts";

export default alive;
