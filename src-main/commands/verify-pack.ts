import { readFileSync } from 'node:fs'
import { verifyPack, type PackVerdict } from '../audit/pack/verify-pack.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Given } from './arguments.ts'
import { pathIn, type Reply, type Terminal } from './terminal.ts'

/** Verifies a pack by itself and against paper, as the page in it does; needs no office and no passphrase. */
export function verifyPackFile(given: Given, terminal: Terminal): Reply {
  const file = pathIn(terminal, given.operands[0]!)
  let bytes: Uint8Array
  try {
    bytes = readFileSync(file)
  } catch {
    throw new Refusal('invalid-input', `${file} cannot be read. Name a pack that you may read.`)
  }
  const verdict = verifyPack(bytes, {
    fingerprint: given.word('fingerprint') ?? '',
    codes: given.words('code'),
  })
  return {
    exit: verdict.verdict === 'refused' ? 1 : 0,
    text: inWords(verdict),
    json: { ...verdict },
  }
}

function inWords({ says, faults, codes, manifest, fingerprint, cannotShow }: PackVerdict): string {
  const lines = [
    says,
    ...faults.map(({ where, what }) => `  ${where}: ${what}`),
    ...codes.map(({ code, why }) => `  ${code}: ${why}`),
  ]
  if (manifest)
    lines.push(
      '',
      `Signed by the key ${fingerprint}.`,
      `${manifest.kind === 'full' ? 'Full' : 'Redacted'}: ${manifest.entries} entries of a log of ${manifest.size}, ${manifest.checkpoints} checkpoints, ${manifest.papers} papers.`,
    )
  if (cannotShow.length > 0)
    lines.push('', 'What this cannot show:', ...cannotShow.map((line) => `  ${line}`))
  return lines.join('\n')
}
