import { spawn } from 'node:child_process'
import path from 'node:path'

/** Every test of kills, damage, packs, tampering and generated histories at its full count, with its figures; words after it choose among the files. */
const vitest = path.resolve(import.meta.dirname, '../../node_modules/vitest/vitest.mjs')
const config = ['--config', 'test/vitest.config.ts', '--project', 'unit', '--silent=false']
const files = process.argv.slice(2).map((word) => `test/faults/${word}`)
const whole = [
  'audit/pack/',
  'audit/tampering.test.ts',
  'audit/every-kind.test.ts',
  'disclosures/baseless.test.ts',
  'disclosures/histories.test.ts',
]
const all = ['faults/', ...whole].map((one) => `test/${one}`)
const args = [vitest, 'run', ...config, '--reporter=verbose']
spawn(process.execPath, [...args, ...(files.length > 0 ? files : all)], {
  cwd: path.resolve(import.meta.dirname, '../..'),
  env: { ...process.env, REMEDY_FAULTS: 'full' },
  stdio: 'inherit',
}).on('close', (code) => (process.exitCode = code ?? 1))
