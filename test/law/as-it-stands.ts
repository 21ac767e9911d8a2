import type { TestOffice } from '../open-office.ts'

type Law = TestOffice['ask']['law']
type Amending = Omit<Parameters<Law['amend']>[0], 'version'> & { version?: string }
type Checking = Omit<Parameters<Law['recordCheck']>[0], 'version'>

/** By what an entry of the law is amended as it reads by now; empty where there is none. */
export async function amendVersion({ law }: Pick<TestOffice['ask'], 'law'>, key: string) {
  const all = await law.amendable({})
  return all.find(({ entry }) => entry === key)?.version ?? ''
}

/** Amends an entry of the law as it reads by now, or looks at what that would move. */
export const amendNow = async (ask: Pick<TestOffice['ask'], 'law'>, draft: Amending) =>
  ask.law.amend({ version: await amendVersion(ask, draft.entry), ...draft })
export const previewNow = async (ask: Pick<TestOffice['ask'], 'law'>, draft: Amending) =>
  ask.law.previewAmendment({ version: await amendVersion(ask, draft.entry), ...draft })

/** Records a check of an entry of the law as it reads by now. */
export async function checkNow(ask: Pick<TestOffice['ask'], 'law'>, said: Checking) {
  const all = await ask.law.toCheck({})
  const { version = '' } = all.find(({ entry }) => entry === said.entry) ?? {}
  return ask.law.recordCheck({ version, ...said })
}
