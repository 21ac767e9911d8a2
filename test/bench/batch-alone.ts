import { MAILINGS } from './mailing.ts'

// One way of writing a mailing, in a process of its own; says how much memory that took at most.
const [name = '', letters = ''] = process.argv.slice(2)
const way = await MAILINGS[name]?.()
await way?.run(Number(letters))
console.log(Math.round(process.resourceUsage().maxRSS / 1024))
await way?.close()
