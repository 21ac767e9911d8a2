import { formatMoment } from '../dates/words.ts'
import type { FileContents, FileItem, FilePaper, FilePart } from './file-contents.ts'
import { html, Markup } from './markup.ts'

/** A document as it was written: its place in the folder, or none where the office no longer has it whole. */
export type PlaceOf = (paper: FilePaper) => { path: string; nth: string; sha256: string } | null

interface Page {
  contents: FileContents
  title: string
  office: string
  at: string
  by: string
  /** Under the head, in bold: how the folder is to be kept. Then what else is to be known of it. */
  warning: string
  notices: readonly string[]
  placeOf: PlaceOf
}

// Nothing of it is fetched and nothing of it runs.
const POLICY = "default-src 'none'; style-src 'unsafe-inline'"
const STYLE = `
  @page { size: A4; margin: 18mm 16mm 20mm }
  body { font: 11pt/1.45 Georgia, 'Times New Roman', serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem; color: #111; background: #fff }
  h1 { font-size: 1.7em; margin: 0.2em 0 } h2 { font-size: 1.25em; margin: 1.6em 0 0.4em; border-bottom: 1px solid #111; break-after: avoid }
  h3 { font-size: 1em; margin: 1em 0 0.1em; break-after: avoid } p, li { margin: 0.15em 0; overflow-wrap: anywhere }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.1em 1em; margin: 0.6em 0 } dt { color: #444 } dd { margin: 0; font-weight: bold }
  table { border-collapse: collapse; width: 100%; font-size: 0.92em } thead { display: table-header-group }
  th, td { text-align: left; vertical-align: top; padding: 0.25em 0.7em 0.25em 0; border-bottom: 1px solid #bbb; overflow-wrap: break-word }
  tr, .one { break-inside: avoid } code { font-size: 0.8em; overflow-wrap: anywhere; word-break: break-all } .notice { border: 1px solid #111; padding: 0.5em 0.8em; margin: 1em 0 }
  nav { columns: 2; margin: 1em 0 } @media print { body { max-width: none; margin: 0; padding: 0 } nav { display: none } a { color: inherit; text-decoration: none } }
`

/** A file as one page that needs nothing but a browser or a printer. */
export function filePage({
  contents,
  title,
  office,
  at,
  by,
  warning,
  notices,
  placeOf,
}: Page): string {
  const { name, head, parts } = contents
  const page = html`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}: ${name}</title>
        <style>
          ${new Markup(STYLE)}
        </style>
      </head>
      <body>
        <p>${office}</p>
        <h1>${name}</h1>
        <p>${title}, written on ${formatMoment(at)} by ${by}.</p>
        <div class="notice">
          <p><strong>${warning}</strong></p>
          ${notices.map((one) => html`<p>${one}</p> `)}
        </div>
        <dl>
          ${head.map(
            ([term, value]) =>
              html`<dt>${term}</dt>
                <dd>${value}</dd> `,
          )}
        </dl>
        <nav aria-label="Contents">
          <ul>
            ${parts.map(({ heading }, nth) => html`<li><a href="#part-${nth}">${heading}</a></li> `)}
          </ul>
        </nav>
        ${parts.map((part, nth) => partMarkup(part, nth, placeOf))} ${filesMarkup(parts, placeOf)}
      </body>
    </html> `
  return page.text
}

function partMarkup(part: FilePart, nth: number, placeOf: PlaceOf): Markup {
  const { heading, columns, items, none } = part
  const own = html`<h2 id="part-${nth}">${heading}</h2> `
  if (items.length === 0)
    return html`${own}
      <p>${none}</p> `
  if (columns === null) return html`${own}${items.map((one) => blockMarkup(one, placeOf))}`
  return html`${own}
    <table>
      <thead>
        <tr>
          ${columns.map((name) => html`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${items.map((one) => rowMarkup(one, columns.length, placeOf))}
      </tbody>
    </table> `
}

const blockMarkup = ({ cells, lines, papers }: FileItem, placeOf: PlaceOf): Markup =>
  html`<div class="one">
    <h3>${cells.join(', ')}</h3>
    ${lines.flatMap((line) => line.split('\n')).map((line) => html`<p>${line}</p> `)}${papers.map((one) => html`<p>${paperMarkup(one, placeOf)}</p> `)}
  </div> `

function rowMarkup({ cells, papers }: FileItem, columns: number, placeOf: PlaceOf): Markup {
  const last =
    cells.length < columns ? [html`<td>${papers.map((one) => paperMarkup(one, placeOf))}</td>`] : []
  return html`<tr>
    ${cells.map((cell) => html`<td>${cell}</td>`)}${last}
  </tr> `
}

function paperMarkup(paper: FilePaper, placeOf: PlaceOf): Markup {
  const place = placeOf(paper)
  if (!place) return html`${paper.name}: the office no longer has this document whole.`
  return html`<a href="${hrefOf(place.path)}">File ${place.nth}</a>`
}

const hrefOf = (path: string): string => path.split('/').map(encodeURIComponent).join('/')

/** The documents beside the page, each with its hash. */
function filesMarkup(parts: readonly FilePart[], placeOf: PlaceOf): Markup {
  const places = parts
    .flatMap(({ items }) => items.flatMap(({ papers }) => papers))
    .flatMap((paper) => placeOf(paper) ?? [])
  return html`<h2>Files</h2>
    <p>
      The SHA-256 of each file beside this page. <code>files.json</code> has them with that of this
      page, and the entry of this export in the office’s log has the SHA-256 of
      <code>files.json</code>.
    </p>
    ${
      places.length === 0
        ? html`<p>No document lies beside this page.</p>`
        : html`<table>
            <thead>
              <tr>
                <th scope="col">File</th>
                <th scope="col">SHA-256</th>
              </tr>
            </thead>
            <tbody>
              ${places.map(
                ({ path, sha256 }) =>
                  html`<tr>
                    <td>${path}</td>
                    <td><code>${sha256}</code></td>
                  </tr> `,
              )}
            </tbody>
          </table>`
    }`
}
