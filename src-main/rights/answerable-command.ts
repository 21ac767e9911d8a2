import { establishments } from '../establishments/establishments.ts'
import { answerable, type Answerable } from './answerable.ts'
import { loadDeadlineLaw } from '../law/edition.ts'
import { loadHolidays } from '../law/holidays.ts'
import { editionTexts } from '../law/edition-file.ts'
import { loadRouting } from '../law/routing.ts'

/** Answers `remedy answerable`: the matter's facts in, who is answerable or what is missing; needs no office. */
export function answerableCommand(
  facts: unknown,
  { resources }: { resources: string },
): Answerable {
  const texts = editionTexts(resources)
  const law = loadDeadlineLaw(texts)
  const routing = loadRouting(texts, law)
  const prisons = establishments({ resources }).all
  return answerable(facts, { routing, prisons, law, holidays: loadHolidays(texts) })
}

/** Who is answerable as plain text for a terminal or a printed sheet. */
export function answerableInWords({ answers, ask, rows, check }: Answerable): string {
  return [
    `Decided by ${rows.join(', ')}.`,
    ...answers.flatMap(({ body, role, procedure, next, clocks, mustNot, authority, time }) => [
      '',
      `${body}: ${role}`,
      `  ${procedure} (${authority})`,
      ...(time ? [`  ${time}`] : []),
      `  Next: ${next}`,
      ...(clocks.length > 0 ? [`  Clocks: ${clocks.join(', ')}`] : []),
      ...mustNot.map((text) => `  ${text}`),
    ]),
    ...ask.map(({ fact, question }) => `\nMissing: ${fact}. ${question}`),
    ...check.map((text) => `To be checked: ${text}`),
  ].join('\n')
}
