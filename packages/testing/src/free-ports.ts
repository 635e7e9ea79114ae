/** Ports for processes that tests and benchmarks start themselves. */
export { freePorts } from "@forgea/postgres/free-ports";
