/** A login as GitHub allows it: letters, digits and single hyphens inside, 39 characters at most. */
export function isLogin(value: string): boolean {
  return value.length <= 39 && /^[A-Za-z0-9](?:-?[A-Za-z0-9])*$/.test(value);
}

/** A repository name: no slash, no leading dash that git could take for an option, never a path step. */
export function isRepositoryName(value: string): boolean {
  return (
    /^[A-Za-z0-9_.][A-Za-z0-9._-]{0,99}$/.test(value) &&
    !/^\.{1,2}$/.test(value) &&
    !/\.(?:git|wiki|lock)$/i.test(value)
  );
}

/** A full object id (SHA-1, lower case). */
export function isObjectId(value: string): boolean {
  return /^[0-9a-f]{40}$/.test(value);
}

/** A branch or tag name, or a full ref: git's own rules (git-check-ref-format), narrowed to printable characters. */
export function isRefName(value: string): boolean {
  return (
    value.length > 0 &&
    value.length <= 250 &&
    // eslint-disable-next-line no-control-regex -- control characters are what must not get through
    !/[\u0000-\u0020\u007f~^:?*[\\]/.test(value) &&
    !/(?:^|\/)[.-]|\.\.|@\{|\/\/|\.lock(?:\/|$)|^\/|[/.]$|^@$/.test(value)
  );
}

/** A path inside a repository: relative, without empty, `.` or `..` steps and without NUL. */
export function isRepositoryPath(value: string): boolean {
  return (
    value.length > 0 &&
    value.length <= 4096 &&
    !value.includes("\0") &&
    value
      .split("/")
      .every(
        (step) => step !== "" && step !== "." && step !== ".." && step.toLowerCase() !== ".git",
      )
  );
}

export const ZERO_ID = "0".repeat(40);
