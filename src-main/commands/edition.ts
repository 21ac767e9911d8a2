import { writeFileSync } from 'node:fs'
import { publicKeyLine } from '../audit/key-line.ts'
import { editionTexts } from '../law/edition-file.ts'
import { packEdition } from '../law/edition-pack.ts'
import { loadEdition } from '../law/load-edition.ts'
import { readPublisher } from '../law/publisher.ts'
import { Refusal } from '../wire/refusal.ts'
import { WrongUse, type Given, type Usage } from './arguments.ts'
import { signingKeyIn } from './signing-key-file.ts'
import { pathIn, type Reply, type Terminal } from './terminal.ts'

export const usage: Usage = {
  name: 'edition',
  takes: ['<folder>', '<file>'],
  words: {
    'key-file': { shown: 'FILE', says: 'the publisher’s private key, as edition-key created it' },
  },
  flags: {},
  says: 'checks and signs an edition of the law (rights/ and holidays.json of a folder) as one file',
}

/** Checks the files of an edition as the program itself would, and packs and signs them. */
export async function edition(given: Given, terminal: Terminal): Promise<Reply> {
  const [folder, file] = given.operands.map((path) => pathIn(terminal, path))
  const keyFile = given.word('key-file')
  if (keyFile === undefined) throw new WrongUse('edition needs --key-file.')
  const { name, key } = signingKeyIn(pathIn(terminal, keyFile))
  const texts = textsOf(folder!)
  const { identity, digest } = loadEdition(texts)
  try {
    writeFileSync(file!, packEdition(texts, name, key), { flag: 'wx' })
  } catch {
    throw new Refusal(
      'invalid-input',
      `The edition cannot be written to ${file}. Name a new file in a folder that you may write to.`,
    )
  }
  const publisher = publicKeyLine(name, key.publicKey)
  const ours = readPublisher(terminal.resources)
  const known = publicKeyLine(ours.name, ours.publicKey) === publisher
  return {
    exit: 0,
    text: [
      `${identity.title} (${identity.id}, published on ${identity.publishedOn}): ${texts.size} files, no faults found.`,
      `Signed by ${name}: ${file}`,
      ...(known
        ? []
        : [
            'This copy of the program accepts editions by a different key only (resources/rights/publisher.pub).',
          ]),
    ].join('\n'),
    json: { ...identity, digest, files: texts.size, file, publisher, known },
  }
}

function textsOf(folder: string) {
  try {
    return editionTexts(folder)
  } catch {
    throw new Refusal(
      'not-found',
      `There is no edition in ${folder}. Name a folder that has rights/ and holidays.json, as resources has.`,
    )
  }
}
