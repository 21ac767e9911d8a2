import { expect, inject } from 'vitest'

const memory = inject('memoryFolder')
// What is tried there is whether an office outlives a kill or a full disk: that is done on a disk.
const isOnDisk = expect.getState().testPath?.includes('/faults/') ?? true
if (memory && !isOnDisk) process.env['TMPDIR'] = memory
else if (memory) delete process.env['TMPDIR']
