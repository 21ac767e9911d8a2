import { expect, test } from 'vitest'
import { logLine } from '../../src-main/shell/log-line.ts'

const PROGRAM = '/opt/remedy/app'

test('the log gets the act, the class and code of the error and the places in the program', () => {
  const error = Object.assign(new TypeError('Małgorzata Żółkiewska has HIV'), { code: 'ENOENT' })
  error.stack = [
    'TypeError: Małgorzata Żółkiewska has HIV',
    'at Siân (second line of the message)',
    `    at record (file://${PROGRAM}/out/main/main.js:12:34)`,
    `    at async ${PROGRAM}/out/main/office.js:5:6`,
    '    at node:internal/process/task_queues:95:5',
    '    at f (/home/sian.llyr/evil.js:1:1)',
  ].join('\n')
  expect(logLine('clients.register', error, PROGRAM)).toBe(
    [
      'clients.register: TypeError ENOENT',
      '    at out/main/main.js:12:34',
      '    at out/main/office.js:5:6',
      '    at node:internal/process/task_queues:95:5',
    ].join('\n'),
  )
})

test('Windows places are shortened too', () => {
  const error = new Error('x')
  error.stack = 'Error: x\n    at f (file:///C:/Program%20Files/Remedy/out/main/main.js:1:2)'
  expect(logLine('a', error, 'C:\\Program Files\\Remedy')).toBe(
    'a: Error\n    at out/main/main.js:1:2',
  )
})

test('a code that is no code, and whatever is thrown that is no error, is not written', () => {
  const error = Object.assign(new Error('m'), { code: 'Vane, Thomas', stack: undefined })
  expect(logLine('a', error, PROGRAM)).toBe('a: Error')
  expect(logLine('a', 'Vane, Thomas', PROGRAM)).toBe('a: string')
})
