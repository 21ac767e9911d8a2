import { expect, test } from 'vitest'
import { packagesFor } from './libraries.ts'

const ldd = `
	linux-vdso.so.1 (0x00007ffd)
	libffmpeg.so => /cache/libffmpeg.so (0x00007f1)
	libnss3.so => not found
	libsmime3.so => not found
	libgtk-3.so.0 => not found
	libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f2)
`

test('each missing library is named by the Debian package that brings it, once', () => {
  expect(packagesFor(ldd)).toEqual(['libgtk-3-0t64|libgtk-3-0', 'libnss3'])
})

test('nothing is missing when every library is found', () => {
  expect(packagesFor('	libc.so.6 => /lib/libc.so.6 (0x1)\n')).toEqual([])
})

test('a library that no known package brings is named, never passed over', () => {
  expect(() => packagesFor('	libnew.so.9 => not found\n')).toThrow('libnew.so.9')
})
