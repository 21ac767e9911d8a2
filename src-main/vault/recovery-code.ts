/*
 * The code of an earlier kind of recovery sheet: 26 letters and figures of Crockford's alphabet, which opened a slot of
 * the key file. None is made any more; one that an office has opens it until a sheet with words takes its place.
 */

/** The 26 letters and figures of a typed code, whatever its case, spaces and dashes; O, I and L count as 0, 1 and 1. */
export function plainRecoveryCode(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
}
