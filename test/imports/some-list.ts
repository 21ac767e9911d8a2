import { strToU8, zipSync } from 'fflate'
import type { Choices, Mapping } from '../../src-main/imports/contract.ts'
import type { TestOffice } from '../open-office.ts'

export const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'utf8')

/** Has the person choose a file of these bytes, and gives it as it was recognised. */
export async function chosenList(
  { ask, platform }: Pick<TestOffice, 'ask' | 'platform'>,
  bytes: Uint8Array | string,
  name = 'list.csv',
) {
  platform.file = { name, bytes: typeof bytes === 'string' ? bytesOf(bytes) : bytes }
  return (await ask.imports.choose({}))!
}

const ALL: Choices = { otherwise: 'skip', rows: {} }

/** Imports a list by the mapping that is proposed, with changes. */
export async function importList(
  office: Pick<TestOffice, 'ask' | 'platform'>,
  bytes: Uint8Array | string,
  { mapping, choices = ALL }: { mapping?: Partial<Mapping>; choices?: Partial<Choices> } = {},
) {
  const { token, mapping: found } = await chosenList(office, bytes)
  const asked = { token, mapping: { ...found, ...mapping }, choices: { ...ALL, ...choices } }
  return office.ask.imports.run(asked)
}

/** A list of so many clients who are not alike, as CSV. */
export function manyClients(count: number): string {
  const lines = Array.from({ length: count }, (_, at) => {
    const letters = at
      .toString(26)
      .padStart(4, '0')
      .replace(/./g, (figure) => String.fromCharCode(97 + Number.parseInt(figure, 26)))
    const number = `A${String(at % 10_000).padStart(4, '0')}${at < 10_000 ? 'AB' : 'AC'}`
    const year = 1950 + (at % 50)
    return `Qx${letters},Zed${letters},${number},${1 + (at % 28)}/${1 + (at % 12)}/${year},HMP Leeds,${1 + (at % 28)}/3/2024`
  })
  return ['Surname,Forenames,Prison number,Date of birth,Prison,Since', ...lines, ''].join('\r\n')
}

export const CELL = (text: string, at: string) =>
  `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`

/** An Excel workbook with one sheet of these rows of XML, or whatever parts are said instead. */
export function workbookOf(rows: string, more: Record<string, Uint8Array> = {}): Uint8Array {
  const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  return zipSync({
    '[Content_Types].xml': strToU8(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    ),
    'xl/workbook.xml': strToU8(
      `<workbook xmlns="${main}" xmlns:r="${relation}"><sheets><sheet name="Clients &amp; stays" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships><Relationship Id="rId1" Type="${relation}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
    'xl/worksheets/sheet1.xml': strToU8(
      `<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`,
    ),
    ...more,
  })
}

/** Numbers that look drawn by lot and are the same for the same seed. */
export function drawnBy(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
