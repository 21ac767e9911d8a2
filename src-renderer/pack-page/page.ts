import { verifyPack, type PackVerdict } from '../../src-main/audit/pack/verify-pack.ts'

/* The page that goes with every audit pack: it opens from a disk, in any browser, and has no network. */

const the = <Kind extends HTMLElement>(id: string): Kind => document.querySelector<Kind>(`#${id}`)!
const [form, drop, result] = [the<HTMLFormElement>('form'), the('drop'), the('result')]
const chosen = the<HTMLInputElement>('pack')
let dropped: File | null = null

function line(tag: string, text: string): HTMLElement {
  const element = document.createElement(tag)
  element.textContent = text
  return element
}

function list(heading: string, lines: readonly string[]): HTMLElement[] {
  if (lines.length === 0) return []
  const all = document.createElement('ul')
  all.append(...lines.map((text) => line('li', text)))
  return [line('h3', heading), all]
}

/** What the pack says of itself, in words. */
function about({ manifest, fingerprint, erased }: PackVerdict): HTMLElement[] {
  if (!manifest) return []
  const { kind, madeAt, size, entries, checkpoints, papers, scope } = manifest
  const facts = [
    ['Signed by the key', fingerprint],
    ['Made', `${madeAt.slice(0, 16).replace('T', ' ')} UTC, by the office’s clock`],
    ['Kind', kind === 'full' ? 'full' : 'redacted: digests in place of contents'],
    ['Chosen by', scope.by.length === 0 ? 'the whole log' : scope.by.join(', ')],
    ['Entries', `${entries} of a log of ${size}`],
    ['Checkpoints, papers', `${checkpoints}, ${papers}`],
    ...(erased > 0 ? [['Erased', `the contents of ${erased} entries`]] : []),
  ]
  const all = document.createElement('dl')
  for (const [name = '', value = ''] of facts) all.append(line('dt', name), line('dd', value))
  return [all]
}

function show(verdict: PackVerdict): void {
  const { faults, codes, cannotShow } = verdict
  result.className = verdict.verdict
  result.replaceChildren(
    line('h2', verdict.says),
    ...list(
      'What is wrong',
      faults.map(({ where, what }) => `${where}: ${what}`),
    ),
    ...list(
      'Codes from paper',
      codes.map(({ code, why }) => `${code}: ${why}`),
    ),
    ...about(verdict),
    ...list('What this cannot show', cannotShow),
  )
  result.focus()
}

function say(text: string): void {
  result.className = ''
  result.replaceChildren(line('p', text))
}

async function verify(): Promise<void> {
  const file = dropped ?? chosen.files?.[0]
  if (!file) return say('Choose a pack first.')
  say(`Verifying ${file.name} …`)
  let bytes: Uint8Array
  try {
    bytes = new Uint8Array(await file.arrayBuffer())
  } catch {
    return say(`${file.name} cannot be read. Choose the pack again.`)
  }
  // The words above are painted before the work begins.
  await new Promise((painted) => setTimeout(painted, 30))
  const codes = the<HTMLTextAreaElement>('codes').value.split('\n')
  show(verifyPack(bytes, { fingerprint: the<HTMLInputElement>('fingerprint').value, codes }))
}

form.addEventListener('submit', (event) => {
  event.preventDefault()
  void verify()
})
chosen.addEventListener('change', () => {
  dropped = null
})
for (const name of ['dragover', 'drop', 'dragleave'])
  document.addEventListener(name, (event) => {
    event.preventDefault()
    drop.classList.toggle('over', name === 'dragover')
  })
document.addEventListener('drop', ({ dataTransfer }) => {
  dropped = dataTransfer?.files[0] ?? null
  if (!dropped) return say('Only a file can be dropped here.')
  chosen.value = ''
  void verify()
})
