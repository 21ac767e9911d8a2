import type { z } from '../wire/schema.ts'
import type { AccessGround } from './contract.ts'

type Ground = z.output<typeof AccessGround>

/** Why something may be left out of what a person asks for, each with where the law says so. */
export const GROUNDS: Record<Ground, { name: string; law: string }> = {
  'other-person': {
    name: 'It identifies another person, and disclosure without their consent would not be reasonable',
    law: 'Data Protection Act 2018, Schedule 2, paragraph 16',
  },
  privilege: {
    name: 'It is privileged, and the privilege is somebody else’s',
    law: 'Data Protection Act 2018, Schedule 2, paragraph 19',
  },
  'serious-harm': {
    name: 'It is health data that would be likely to cause serious harm, by a health professional’s opinion',
    law: 'Data Protection Act 2018, Schedule 3, paragraphs 5 and 6',
  },
  'not-personal': {
    name: 'It is not the client’s personal data',
    law: 'UK GDPR, Article 4(1)',
  },
}

/** What is to be known before anything is decided; the last is what a solicitor has to settle. */
export const ACCESS_LAW: readonly string[] = [
  'The client is entitled to a copy of the personal data held about them, without adversely affecting the rights and freedoms of others (UK GDPR, Article 15(3) and (4)).',
  'Where it identifies another person, consider whether they consented; if not, the type of information, any duty of confidentiality owed to them, the steps taken to seek their consent, whether they are capable of giving it, and any express refusal (Data Protection Act 2018, Schedule 2, paragraph 16(2) and (3)). Disclosure of the name of a health worker or social worker who wrote the record or gave the care is treated as reasonable (paragraph 17).',
  'An organisation is not another person in this sense: it is marked so that nobody is overlooked.',
  'To be decided by a solicitor: communications between the client and this office are privileged (Schedule 2, paragraph 19), but that privilege is the client’s own. Leave out what another person’s privilege covers.',
]
