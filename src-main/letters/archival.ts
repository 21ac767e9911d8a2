import { deflateSync } from 'node:zlib'
import Pdf from 'pdfkit'
import { pdfText, type PdfFile } from './pdf-file.ts'

/** What the file says of itself: names nobody, and its time is the day of the letter, so that its bytes repeat. */
export interface About {
  title: string
  datedOn: string
}

/** Writes the document's properties; gives the number of the dictionary that the trailer names. */
export function addProperties(file: PdfFile, { title, datedOn }: About): number {
  const day = datedOn.replaceAll('-', '')
  return file.add(
    `<</Title${pdfText(title)}/Creator(Remedy)/Producer(Remedy)/CreationDate(D:${day}120000Z)>>`,
  )
}

/** ISO 19005-2 and ISO 14289-1: claims to be checked by a validator, none of which has run over these files. */
export function addMetadata(file: PdfFile, { title, datedOn }: About): number {
  const xmp = `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<xmp:CreateDate>${datedOn}T12:00:00Z</xmp:CreateDate>
<xmp:CreatorTool>Remedy</xmp:CreatorTool>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${inXml(title)}</rdf:li></rdf:Alt></dc:title>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdf:Producer>Remedy</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>`
  return file.addStream('/Type/Metadata/Subtype/XML', Buffer.from(xmp))
}

const inXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

let profile: Buffer | undefined

/** Writes what colours mean: the profile that pdfkit brings, packed once for all letters. */
export function addOutputIntent(file: PdfFile): number {
  profile ??= deflateSync(colourProfile(), { level: 9 })
  const colours = file.addStream('/N 3/Filter/FlateDecode', profile)
  return file.add(
    `<</Type/OutputIntent/S/GTS_PDFA1/Info(sRGB IEC61966-2.1)` +
      `/OutputConditionIdentifier(sRGB IEC61966-2.1)/DestOutputProfile ${colours} 0 R>>`,
  )
}

/** pdfkit's way of adding it, which its types do not name. */
interface Colouring {
  _addColorOutputIntent(this: {
    ref(): { write(bytes: Uint8Array): void; end(): void }
    _root: { data: object }
  }): void
}

function colourProfile(): Uint8Array {
  let found: Uint8Array | undefined
  const document = new Pdf({ autoFirstPage: false, font: '', subset: 'PDF/A-2a' })
  const ref = () => ({ write: (bytes: Uint8Array) => void (found = bytes), end() {} })
  const { _addColorOutputIntent: add } = document as unknown as Colouring
  add.call({ ref, _root: { data: {} } })
  if (!found) throw new Error('pdfkit must bring a colour profile.')
  return found
}
