/** Set by the proxy: the path and query of the page that was asked for. A hint, nothing more. */
export const pathHeader = "x-forgea-path";
