import type { z } from '../wire/schema.ts'
import type { AccessGround } from './contract.ts'

type Ground = z.output<typeof AccessGround>

/** Why something may be left out of what a person asks for, each with where the law says so. */
export const GROUNDS: Record<Ground, { name: string; law: string }> = {
  'other-person': {
    name: 'It would tell of another person, and it is not reasonable to do so without their consent',
    law: 'Data Protection Act 2018, Schedule 2, paragraph 16',
  },
  privilege: {
    name: 'It is privileged, and the privilege is not the client’s own to see past',
    law: 'Data Protection Act 2018, Schedule 2, paragraph 19',
  },
  'serious-harm': {
    name: 'It is health data that would be likely to cause serious harm, by a health professional’s opinion',
    law: 'Data Protection Act 2018, Schedule 3, paragraphs 5 and 6',
  },
  'not-personal': {
    name: 'It is no personal data of the client',
    law: 'UK GDPR, Article 4(1)',
  },
}

/** What is to be known before anything is decided; the last is what a solicitor has to settle. */
export const ACCESS_LAW: readonly string[] = [
  'The client may have a copy of the personal data that is held of them, without the rights of others being hurt by it (UK GDPR, Article 15(3) and (4)).',
  'Another person: consent, what kind of information it is, any confidence owed to them, what was done to ask them, whether they can consent and whether they refused are weighed (Data Protection Act 2018, Schedule 2, paragraph 16(2) and (3)). A health or social worker who wrote or treated is no reason to hold back (paragraph 17).',
  'A body is not another person in that sense: it is marked so that nobody is overlooked.',
  'To be settled by a solicitor: what passes between the client and this office is privileged (Schedule 2, paragraph 19), but that privilege is the client’s own. Leave out what somebody else’s privilege covers.',
]
