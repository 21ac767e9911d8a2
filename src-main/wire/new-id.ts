import { v7 } from 'uuid'

/** Makes a UUID of version 7 from the office's own clock and chance; ids of later moments sort later. */
export function newId(clock: () => Date, random: (bytes: number) => Uint8Array): string {
  return v7({ msecs: clock().getTime(), random: random(16) })
}
