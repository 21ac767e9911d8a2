import { countOf, formatMoment } from '../dates/words.ts'
import { escaped } from './markup.ts'

export interface ListWritten {
  name: string
  columns: { name: string; type: string }[]
  rows: number
}
interface Page {
  officeName: string
  at: string
  entries: number
  documents: number
  lacking: number
  lists: readonly ListWritten[]
}

/** What is in an export, and how it is read: a page that needs nothing but a browser. */
export function pageOf({ officeName, at, entries, documents, lacking, lists }: Page): string {
  const gone = lacking
    ? ` ${countOf(lacking, 'document', 'documents')} missing from the office could not be written.`
    : ''
  return `<!doctype html>
<html lang="en-GB">
<meta charset="utf-8">
<title>Export of ${escaped(officeName)}</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
  table { border-collapse: collapse; width: 100% }
  th, td { text-align: start; vertical-align: top; padding: 0.3rem 0.8rem 0.3rem 0; border-bottom: 1px solid #ccc }
  code { font-size: 0.9em }
</style>
<h1>Export of ${escaped(officeName)}</h1>
<p>Written on ${formatMoment(at)}. <strong>Nothing in this folder is encrypted.</strong> It holds everything that the office held then, medical
information included: keep it as the clients’ files are kept, and destroy it when it is no longer needed.</p>
<h2>What is in it</h2>
<ul>
  <li><code>log.jsonl</code>: the log of the office, ${countOf(entries, 'entry', 'entries')}, the oldest first. A line is one entry: its number (<code>seq</code>), when
  (<code>at</code>, in UTC), who (<code>actor</code>, an <code>id</code> of the list <code>person</code>), what was done (<code>act</code>), which client it is about (<code>subject</code>, a <code>tag</code>
  of the list <code>client</code>), and what was recorded (<code>detail</code>; null once it was erased).</li>
  <li><code>lists/</code>: what the log gives, list by list, as below. A line is a JSON object. Days are written <code>2026-11-29</code>. A field that begins with
  <code>{</code> or <code>[</code> is JSON itself.</li>
  <li><code>documents/</code>: scans, letters and other documents, ${countOf(documents, 'file', 'files')}. The name of a file is the <code>paperId</code> or
  <code>paper_id</code> by which the log and the lists speak of it.${gone}</li>
  <li><code>files.json</code>: the SHA-256 of every file here. The entry of this export in the office’s log has the SHA-256 of that list.</li>
</ul>
<p>To prove the log to somebody else, make an audit pack: an export holds no proofs.</p>
<h2>Lists</h2>
<table>
<tr><th>File</th><th>Rows</th><th>Fields</th></tr>
${lists.map(lineOf).join('\n')}
</table>
</html>
`
}

const lineOf = ({ name, rows, columns }: ListWritten) =>
  `<tr><td><code>lists/${name}.jsonl</code></td><td>${rows}</td><td>${columns
    .map((column) => `<code>${column.name}</code> ${column.type.toLowerCase()}`)
    .join(', ')}</td></tr>`
