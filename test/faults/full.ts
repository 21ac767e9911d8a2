/** Whether every count is whole, as in `npm run faults`, rather than the short one of `npm test`. */
export const full = process.env['REMEDY_FAULTS'] === 'full'
/** How long a test of counts may take, in milliseconds: a quarter of an hour, or what its whole count needs on a busy machine. */
export const LIMIT = full ? 7_200_000 : 900_000
