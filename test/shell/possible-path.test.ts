import { expect, test } from 'vitest'
import { possiblePath } from '../../src-main/platform/possible-path.ts'

const at = (typed: string, room = 0) =>
  possiblePath('C:\\Users\\Ada Quill', typed, { platform: 'win32', room })

test('on Windows a path is meant from the folder of the command, with spaces, drives, shares and both slashes', () => {
  expect(at('office')).toBe('C:\\Users\\Ada Quill\\office')
  expect(at('..\\Bo\\The office/2026')).toBe('C:\\Users\\Bo\\The office\\2026')
  expect(at('D:\\OneDrive - Firm\\Backups')).toBe('D:\\OneDrive - Firm\\Backups')
  expect(at('\\\\server\\share\\Remedy')).toBe('\\\\server\\share\\Remedy')
  expect(at('\\\\?\\C:\\Offices\\a')).toBe('\\\\?\\C:\\Offices\\a')
})

test('what Windows takes for a device, or silently for another name, is refused by that name', () => {
  for (const name of ['CON', 'nul', 'NUL.txt', 'com1', 'LPT9.edition', 'aux', 'CONIN$', 'con .txt'])
    expect(() => at(`C:\\Offices\\${name}\\x`), name).toThrow(
      `“${name}”: it is the name of a device`,
    )
  for (const name of ['office.', 'office ', 'a. . '])
    expect(() => at(`Offices\\${name}`), name).toThrow(`“${name}”: it ends with a dot or a space`)
  for (const name of ['a?b', 'who: she', 'a|b', '<x>'])
    expect(() => at(name), name).toThrow('holds a character')
  expect(at('Contents\\console\\null')).toBe('C:\\Users\\Ada Quill\\Contents\\console\\null')
})

test('a path too long for what lies in an office is refused with its length', () => {
  expect(() => at(`C:\\${'a'.repeat(198)}`)).toThrow('201 characters')
  expect(at(`C:\\${'a'.repeat(197)}`)).toHaveLength(200)
})

test('room is left for the folders that will be made in it', () => {
  expect(at(`C:\\${'a'.repeat(187)}`, 10)).toHaveLength(190)
  expect(() => at(`C:\\${'a'.repeat(188)}`, 10)).toThrow('takes 190 at most')
})

test('elsewhere these are names like any other', () => {
  expect(possiblePath('/home/ada', 'CON', { platform: 'linux' })).toBe('/home/ada/CON')
  expect(possiblePath('/home/ada', 'a?b.', { platform: 'darwin' })).toBe('/home/ada/a?b.')
})
