import { inject } from 'vitest'

const screens = inject('screens')
const mine = screens[(Number(process.env['VITEST_POOL_ID']) - 1) % screens.length]
if (mine) process.env['DISPLAY'] = mine
