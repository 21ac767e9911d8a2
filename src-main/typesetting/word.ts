import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  LevelFormat,
  LineRuleType,
  PageNumber,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
  type IParagraphOptions,
  type IRunOptions,
} from 'docx'
import { below, signedBy } from './body.ts'
import { labelsIn, sheetsOf, ticksIn } from './form.ts'
import {
  paragraphsOf,
  type Paragraph as Passage,
  type Span,
  type Table as TableText,
} from './inline.ts'
import { acrossOf } from './layout.ts'
import { contact, notices, references, runningHead, stated } from './letterhead.ts'
import { packingWords, partedText, type LetterModel } from './model.ts'
import { A4, LEFT, mm, WIDTH } from './page.ts'
import { sizesOf } from './sizes.ts'

/** Word counts in twentieths of a point, and letters in halves. */
const twips = (points: number) => Math.round(points * 20)
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const NO_BORDERS = { top: NONE, bottom: NONE, left: NONE, right: NONE }
const GREY = '767676'
const LINE = { style: BorderStyle.SINGLE, size: 4, color: GREY }
const space = (before: number) =>
  new Paragraph({ spacing: { before, line: 20, lineRule: LineRuleType.EXACT } })

/** A letter as a Word document, from the model that its PDF is made from. */
export async function letterInWord(model: LetterModel): Promise<Uint8Array> {
  const { text: size } = sizesOf(model)
  const text = writer(model, size)
  const page = {
    size: { width: twips(A4.width), height: twips(A4.height) },
    margin: {
      ...{ top: twips(mm(26)), bottom: twips(mm(24)), header: twips(mm(10)) },
      ...{ footer: twips(mm(8)), left: twips(LEFT), right: twips(A4.width - LEFT - WIDTH) },
    },
  }
  const across = acrossOf(model)
  const marked = across === null ? [] : [mark(across)]
  const { packing } = model
  const packed = packing === null ? [] : [packingWords(packing)]
  const foot = (lines: readonly string[], first: readonly string[] = []) =>
    new Footer({
      children: [
        ...lines.map((line) => small(line)),
        ...first.map((line) => small(line, { alignment: AlignmentType.CENTER })),
        ...(model.code ? [small(model.code, { alignment: AlignmentType.RIGHT })] : []),
      ],
    })
  const letter = {
    properties: { page, titlePage: true },
    headers: {
      first: new Header({ children: marked.length > 0 ? marked : [new Paragraph('')] }),
      default: new Header({
        children: [
          ...marked,
          numbered(runningHead(model), model.form === null && !model.apart?.length),
        ],
      }),
    },
    footers: {
      first: foot(model.paper === 'letterhead' ? stated(model.firm) : [], packed),
      default: foot([]),
    },
    children: [...opening(model, size), ...text.body()],
  }
  const forms = model.form ? sheetsOf(model.form) : []
  const sheets = [...text.apart(), ...forms.map(text.sheet)].map((children) => ({
    properties: { page },
    headers: {
      default: new Header({ children: [...marked, small(`Our ref: ${model.ourRef}`)] }),
    },
    footers: { default: new Footer({ children: [new Paragraph('')] }) },
    children,
  }))
  const document = new Document({
    title: model.title,
    ...{ creator: model.firm.name, lastModifiedBy: model.firm.name, description: '' },
    styles: {
      default: {
        document: {
          run: { font: 'Georgia', size: size * 2, language: { value: 'en-GB' } },
          paragraph: { spacing: { after: 0 } },
        },
      },
    },
    numbering: { config: text.lists() },
    sections: [letter, ...sheets],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}

/** Says on every page what the PDF says across it. */
const mark = (words: string) =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { after: twips(4) },
    children: [
      new TextRun({ text: words, bold: true, size: 36, color: GREY, characterSpacing: 60 }),
    ],
  })

const small = (text: string, more: Omit<IParagraphOptions, 'children'> = {}) =>
  new Paragraph({ ...more, children: [new TextRun({ text, size: 16 })] })

/** With how many pages there are, unless those of a form come after the letter’s own. */
const numbered = (text: string, alone: boolean) =>
  new Paragraph({
    tabStops: [{ type: 'right', position: twips(WIDTH) }],
    border: { bottom: { style: BorderStyle.SINGLE, size: 4, color: GREY, space: 3 } },
    children: [
      new TextRun({ text, size: 16 }),
      new TextRun({
        children: [
          ...['\tPage ', PageNumber.CURRENT],
          ...(alone ? [' of ', PageNumber.TOTAL_PAGES] : []),
        ],
        size: 16,
      }),
    ],
  })

/** Letterhead and address on the left, where the firm is reached and the references on the right. */
function opening(model: LetterModel, size: number): (Paragraph | Table)[] {
  const { firm } = model
  const lines = (all: readonly string[], run: IRunOptions) =>
    all.map((text) => new Paragraph({ children: [new TextRun({ ...run, text })] }))
  const head =
    model.paper === 'letterhead'
      ? [
          ...(firm.logo ? [new Paragraph({ children: [logoRun(firm.logo)] })] : []),
          new Paragraph({ children: [new TextRun({ text: firm.name, bold: true, size: 32 })] }),
        ]
      : [new Paragraph('')]
  const reached = model.paper === 'letterhead' ? lines(contact(firm), { size: 17 }) : []
  const { large } = sizesOf(model)
  const gap = new Paragraph({ spacing: { before: twips(mm(6)) } })
  const refs = lines(references(model), { size: large ? size * 2 : 20 })
  const wide = Math.round(WIDTH * 0.62)
  const cell = (width: number, children: Paragraph[]) =>
    new TableCell({
      ...{ borders: NO_BORDERS, verticalAlign: VerticalAlign.TOP, children },
      ...{ width: { size: twips(width), type: WidthType.DXA } },
    })
  const beside = new Table({
    ...{ width: { size: twips(WIDTH), type: WidthType.DXA }, layout: 'fixed' },
    columnWidths: [twips(wide), twips(WIDTH - wide)],
    borders: { ...NO_BORDERS, insideHorizontal: NONE, insideVertical: NONE },
    rows: [
      new TableRow({
        children: [
          cell(wide, [...head, gap, ...lines(model.address, { size: size * 2 })]),
          cell(WIDTH - wide, [...reached, gap, ...(large ? [] : refs)]),
        ],
      }),
    ],
  })
  return [
    beside,
    ...(large ? [gap, ...refs] : []),
    new Paragraph({ spacing: { before: twips(mm(4)) } }),
    ...lines(notices(model), { bold: true }),
    ...lines([model.delivery], {}),
  ]
}

/** Not larger than on paper; its own proportions. */
function logoRun(bytes: Uint8Array): ImageRun {
  const png = bytes[0] === 0x89
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const { width, height } = png
    ? { width: view.getUint32(16), height: view.getUint32(20) }
    : jpegSize(view)
  // Word is told pixels of which 96 make an inch.
  const most = { width: (mm(80) * 96) / 72, height: (mm(15) * 96) / 72 }
  const scale = Math.min(most.width / width, most.height / height)
  const transformation = { width: Math.round(width * scale), height: Math.round(height * scale) }
  return new ImageRun({ type: png ? 'png' : 'jpg', data: bytes, transformation })
}

function jpegSize(view: DataView): { width: number; height: number } {
  for (let at = 2; at + 9 < view.byteLength; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
  }
  return { width: 4, height: 1 }
}

/** Writes the text of a letter; lists count by themselves, each from where its first item does. */
function writer(model: LetterModel, size: number) {
  const starts: number[] = []
  const between = twips(sizesOf(model).gap)
  const runsOf = ({ lines }: Pick<Passage, 'lines'>, more: IRunOptions = {}) =>
    lines.flatMap((spans, at) =>
      spans.map(
        ({ text, face }, place) =>
          new TextRun({
            ...more,
            text,
            ...(face === 'bold' ? { bold: true } : face === 'italic' ? { italics: true } : {}),
            ...(at > 0 && place === 0 ? { break: 1 } : {}),
          }),
      ),
    )
  const cell = (spans: Span[], isHead: boolean) =>
    new TableCell({
      margins: { top: 40, bottom: 40, left: 60, right: 60 },
      children: [
        new Paragraph({
          children: runsOf({ lines: [spans] }, isHead ? { bold: true } : {}),
        }),
      ],
    })
  const tableOf = ({ head, rows }: TableText) =>
    new Table({
      width: { size: twips(WIDTH), type: WidthType.DXA },
      borders: {
        ...NO_BORDERS,
        top: LINE,
        bottom: LINE,
        insideHorizontal: LINE,
        insideVertical: NONE,
      },
      rows: [head, ...rows].map(
        (cells, at) =>
          new TableRow({
            ...{ tableHeader: at === 0, cantSplit: true },
            children: cells.map((spans) => cell(spans, at === 0)),
          }),
      ),
    })
  const passage = (text: string): (Paragraph | Table)[] => {
    let within: { list: number | null; reference: string } = { list: null, reference: '' }
    return paragraphsOf(text).flatMap((one): (Paragraph | Table) | (Paragraph | Table)[] => {
      // What stands above and below a table in Word is a paragraph.
      if (one.table) return [space(between), tableOf(one.table)]
      const children = runsOf(
        one,
        one.heading ? { bold: true, color: '000000', size: size * 2 } : {},
      )
      if (one.heading) {
        const spacing = { before: Math.round(between * 1.4) }
        return new Paragraph({ children, spacing, heading: HeadingLevel.HEADING_2, keepNext: true })
      }
      if (one.list === null) return new Paragraph({ children, spacing: { before: between } })
      const spacing = { before: Math.round(between * 0.4) }
      const indent = { left: twips(size * 1.8), hanging: twips(size * 1.44) }
      if (one.mark === null)
        return new Paragraph({ children, spacing, indent: { left: indent.left } })
      const bullets = { reference: 'bullets', level: 0 }
      if (one.mark === '•') return new Paragraph({ children, spacing, indent, numbering: bullets })
      if (within.list !== one.list)
        within = { list: one.list, reference: `list-${starts.push(Number.parseInt(one.mark, 10))}` }
      const { reference } = within
      return new Paragraph({ children, spacing, indent, numbering: { reference, level: 0 } })
    })
  }
  const line = (
    text: string,
    run: IRunOptions = {},
    more: Omit<IParagraphOptions, 'children'> = {},
  ) => new Paragraph({ ...more, children: [new TextRun({ ...run, text })] })

  return {
    /** From the salutation to the copies. */
    body: (): (Paragraph | Table)[] => [
      line(model.salutation, {}, { spacing: { before: between * 2 } }),
      line(
        model.heading,
        { bold: true, size: size * 2, color: '000000' },
        { heading: HeadingLevel.HEADING_1, spacing: { before: between }, keepNext: true },
      ),
      ...partedText(model).within.flatMap(passage),
      line(model.close, {}, { spacing: { before: between }, keepNext: true }),
      ...signedBy(model).flatMap((signed) =>
        signed.map((text, place) =>
          line(text, place === 0 ? { bold: true } : {}, {
            ...(place === 0 ? { spacing: { before: twips(size * 5.2) } } : {}),
            keepNext: place + 1 < signed.length,
          }),
        ),
      ),
      ...[below('Enc', model.enclosures), below('cc', model.copies)].flatMap((all) =>
        all.map((text, at) =>
          line(text, {}, at === 0 ? { spacing: { before: Math.round(between * 1.5) } } : {}),
        ),
      ),
    ],

    /** What stands on pages of its own. */
    apart: (): (Paragraph | Table)[][] => partedText(model).apart.map(passage),

    /** One sheet of what is to be filled in and signed. */
    sheet: ({ head, parts }: ReturnType<typeof sheetsOf>[number]): (Paragraph | Table)[] => [
      line(head, { italics: true, size: Math.round(size * 1.7) }),
      ...parts.flatMap(({ is, text }): (Paragraph | Table)[] => {
        const [first] = paragraphsOf(text)
        const black = { color: '000000', bold: true }
        const title = (level: 'Heading1' | 'Heading2', scale: number) =>
          new Paragraph({
            ...{ heading: level, spacing: { before: between }, keepNext: true },
            children: first ? runsOf(first, { ...black, size: Math.round(size * scale) }) : [],
          })
        switch (is) {
          case 'title':
            return [title('Heading1', 2.4)]
          case 'part':
            return [title('Heading2', 2)]
          case 'cut':
            return [
              new Paragraph({
                ...{ alignment: AlignmentType.RIGHT, spacing: { before: between * 2 } },
                border: { top: { style: BorderStyle.DASHED, size: 6, color: GREY, space: 2 } },
                children: [new TextRun({ text, italics: true, size: Math.round(size * 1.6) })],
              }),
            ]
          case 'ticks':
            return ticksIn(text).map(
              (one) =>
                new Paragraph({
                  spacing: { before: between },
                  indent: { left: twips(size * 2), hanging: twips(size * 2) },
                  children: [
                    new TextRun('☐\t'),
                    ...paragraphsOf(one).flatMap((each) => runsOf(each)),
                  ],
                }),
            )
          case 'fields': {
            const labels = labelsIn(text)
            return [
              new Paragraph({
                spacing: { before: between * 2, line: 300, lineRule: LineRuleType.AUTO },
                tabStops: labels.map((_, at) => ({
                  ...{ type: 'left' as const, leader: 'underscore' as const },
                  position: twips((WIDTH / labels.length) * (at + 1)),
                })),
                children: labels.map((label) => new TextRun(`${label} \t`)),
              }),
            ]
          }
          case 'text':
            return passage(text)
        }
      }),
    ],

    lists: () => [
      {
        reference: 'bullets',
        levels: [
          {
            ...{ level: 0, format: LevelFormat.BULLET, text: '•' },
            alignment: AlignmentType.START,
          },
        ],
      },
      ...starts.map((start, at) => ({
        reference: `list-${at + 1}`,
        levels: [
          {
            ...{ level: 0, format: LevelFormat.DECIMAL, text: '%1.', start },
            alignment: AlignmentType.START,
          },
        ],
      })),
    ],
  }
}
