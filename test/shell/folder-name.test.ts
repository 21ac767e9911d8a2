import fc from 'fast-check'
import { expect, test } from 'vitest'
import { folderNameFor } from '../../src-main/shell/folder-name.ts'

test.each([
  ['Harrow & Vane Solicitors', 'Harrow & Vane Solicitors'],
  ['Smith/Jones: "Prison" law?', 'Smith Jones Prison law'],
  ['  Llŷr  and   Żółkiewska.  ', 'Llŷr and Żółkiewska'],
  ['..', 'Office'],
  ['../../etc', 'etc'],
  ['C:\\Windows', 'C Windows'],
  ['con', 'Office con'],
  ['NUL.txt', 'Office NUL.txt'],
  ['COM1', 'Office COM1'],
  ['Console', 'Console'],
  ['\u202Egnp.exe', 'gnp.exe'],
  ['\u0000\n', 'Office'],
])('%j gives %j', (name, folder) => expect(folderNameFor(name)).toBe(folder))

test('whatever the office is called, Windows takes the folder', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 130 }), (name) => {
      const folder = folderNameFor(name)
      expect(folder).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Cf}\p{Cs}]/u)
      expect(folder).not.toMatch(/^[. ]|[. ]$/)
      expect(folder).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i)
      expect([...folder].length).toBeGreaterThan(0)
      expect([...folder].length).toBeLessThanOrEqual(90)
    }),
    { numRuns: 2_000, seed: 11 },
  )
})
