import { describe, expect, test } from 'vitest'
import { contract } from '../../src-main/contract.ts'
import { allows, mayOf, notAllowed, permissions } from '../../src-main/people/permissions.ts'
import { openTestOffice, refusalOf, someClient } from '../open-office.ts'

const everyone = 'see-people see-log-health verify-log read-establishments see-practice read-law'
const caseWork =
  'read-log read-clients record-clients read-matters record-matters read-consents record-consents'
const letterWork = 'read-letters draft-letters print-letters send-letters see-day record-calls'
const table = {
  partner: permissions.join(' '),
  caseworker: `${everyone} ${caseWork} ${letterWork} reveal-consents approve-letters read-disclosures check-law record-establishments hold-clients confirm-erasures make-backups export-clients save-lists`,
  secretary: `${everyone} ${caseWork} ${letterWork} record-establishments make-backups save-lists`,
  auditor: `${everyone} read-log read-disclosures follow-disclosures make-packs`,
} as const
const roles = Object.keys(table) as (keyof typeof table)[]

describe('what a role permits', () => {
  test.each(roles)('is for a %s just what the table says', (role) => {
    const listed = table[role].split(' ')
    expect([...mayOf(role)].sort()).toEqual([...listed].sort())
    for (const permission of permissions)
      expect(allows(role, permission)).toBe(listed.includes(permission))
  })

  test('is nothing for a role or a permission that is not in the table', () => {
    for (const role of ['', 'owner', '__proto__', 'toString'])
      for (const permission of permissions) expect(allows(role, permission)).toBe(false)
    for (const role of roles)
      for (const permission of ['', 'anyone', 'length', 'read-everything'])
        expect(allows(role, permission)).toBe(false)
  })

  test('is refused in plain words', () => {
    expect(notAllowed('auditor', 'read-clients').message).toBe(
      'An auditor may not see clients. Ask a partner.',
    )
  })
})

describe('at the door of a real office', () => {
  test('every question but sign-in is locked until somebody signs in', async () => {
    const { office } = await openTestOffice()
    await office.lock()
    for (const [domain, questions] of Object.entries(contract))
      for (const [name, { may }] of Object.entries(questions)) {
        if (may === 'anyone') continue
        const answer = await office.dispatch(`${domain}.${name}`, {})
        expect(answer, `${domain}.${name}`).toMatchObject({
          ok: false,
          refusal: { code: 'locked' },
        })
      }
  })

  test('nobody gets past the table: each role is refused each question that it lacks', async () => {
    const { office, hire, signIn } = await openTestOffice()
    const staff = {
      caseworker: await hire('Owain Prosser', 'caseworker'),
      secretary: await hire('Hester Vane', 'secretary'),
      auditor: await hire('Ada Quill', 'auditor'),
    }
    for (const [role, id] of Object.entries(staff)) {
      await signIn(id)
      for (const [domain, questions] of Object.entries(contract))
        for (const [name, { may }] of Object.entries(questions)) {
          if (may === 'anyone' || may === 'verify-log') continue
          const answer = await office.dispatch(`${domain}.${name}`, { unknown: true })
          const code = allows(role, may) ? 'invalid-input' : 'not-allowed'
          expect(answer, `${role}: ${domain}.${name}`).toMatchObject({ refusal: { code } })
        }
    }
  })

  test('an auditor proves that an entry about a client stands in the log, without its words', async () => {
    const { ask, hire, signIn, partner } = await openTestOffice()
    const auditor = await hire('Ada Quill', 'auditor')
    await ask.clients.register(someClient())
    const { entries } = await ask.audit.list({})
    const { seq } = entries.find(({ act }) => act === 'client-registered')!
    const open = await ask.audit.entry({ seq })
    expect(JSON.stringify(open.fields)).toContain('Fenwright')
    await signIn(auditor)
    const closed = await ask.audit.entry({ seq })
    expect(closed).toEqual({ ...open, fields: null, withheld: true, ...sizeOf(closed) })
    expect(JSON.stringify(closed)).not.toContain('Fenwright')
    const aboutPeople = entries.find(({ act }) => act === 'person-added')!
    expect((await ask.audit.entry({ seq: aboutPeople.seq })).fields).not.toBeNull()
    await refusalOf(ask.clients.find({}), 'not-allowed')
    await signIn(partner)
    expect((await ask.clients.find({})).total).toBe(1)
  })
})

const sizeOf = ({ treeSize, root, path }: { treeSize: number; root: string; path: string[] }) => ({
  treeSize,
  root,
  path,
})
