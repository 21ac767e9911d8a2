import type { Folds } from './audit/entry.ts'
import { clockRule } from './audit/clock-rule.ts'
import { endRule } from './audit/end-rule.ts'
import { recordsRule } from './audit/records-rule.ts'
import type { AuditRule } from './audit/rule.ts'
import { accessRequestFolds } from './access-requests/folds.ts'
import { backupFolds } from './backups/folds.ts'
import { basisRules } from './bases/basis-then.ts'
import { basisFolds } from './bases/folds.ts'
import { clientFolds } from './clients/folds.ts'
import { consentRules } from './consents/check-rule.ts'
import { consentFolds } from './consents/folds.ts'
import { disclosureRules } from './disclosures/basis-rule.ts'
import { documentsRule } from './documents/documents-rule.ts'
import { documentFolds } from './documents/folds.ts'
import { disclosureFolds } from './disclosures/folds.ts'
import { erasureRule } from './erasure/erasure-rule.ts'
import { erasureFolds } from './erasure/folds.ts'
import { exportFolds } from './exports/folds.ts'
import { importFolds } from './imports/folds.ts'
import { importRule } from './imports/import-rule.ts'
import { enclosersHidden, letterFolds } from './letters/folds.ts'
import { lettersThen } from './letters/told-without-form.ts'
import { letterRules } from './letters/verify-rules.ts'
import { desksRule } from './desks/desks-rule.ts'
import { deskFolds } from './desks/folds.ts'
import { listFolds } from './lists/folds.ts'
import { detailsRule } from './details/details-rule.ts'
import { detailFolds } from './details/folds.ts'
import { accessRule } from './matters/access-rule.ts'
import { matterFolds } from './matters/folds.ts'
import { peopleFolds } from './people/people-folds.ts'
import { actorRule } from './people/people-rules.ts'
import { keysRule } from './people/keys-rule.ts'
import { representativeFolds } from './representatives/folds.ts'
import { keepingRule } from './retention/keeping-rule.ts'
import { processingFolds } from './processing/folds.ts'
import { retentionFolds } from './retention/folds.ts'
import { establishmentFolds } from './establishments/folds.ts'
import { practiceRules } from './practice/check-off-rule.ts'
import { packRule, packsThen } from './packs/verify-rules.ts'
import { practiceFolds } from './practice/folds.ts'
import { suppliedPrisons, type SuppliedPrisons } from './law/supplied-prisons.ts'
import { lawFolds } from './law/folds.ts'

/** How every act becomes rows: composed here alone, since a worker cannot be sent functions. */
export const folds: Folds = {
  ...peopleFolds,
  ...backupFolds,
  ...practiceFolds,
  ...establishmentFolds,
  ...lawFolds,
  ...clientFolds,
  ...representativeFolds,
  ...erasureFolds,
  ...matterFolds,
  ...detailFolds,
  ...consentFolds,
  ...basisFolds,
  ...documentFolds,
  ...disclosureFolds,
  ...letterFolds,
  'document-corrected': (entry) => [
    ...documentFolds['document-corrected']!(entry),
    ...enclosersHidden(entry),
  ],
  ...accessRequestFolds,
  ...exportFolds,
  ...importFolds,
  ...retentionFolds,
  ...processingFolds,
  ...listFolds,
  ...deskFolds,
}

/**
 * What every verification asks of the meaning of the log. `resources` is the program’s own folder: without it nothing is
 * known of where prisons are.
 */
export function auditRules(resources: string | null = null): AuditRule[] {
  let prisons: SuppliedPrisons | null = null
  // Read once, and only where a letter asks for it.
  const supplied = () => (resources === null ? null : (prisons ??= suppliedPrisons(resources)))
  return [
    ...[
      clockRule,
      endRule,
      actorRule,
      keysRule,
      desksRule,
      ...practiceRules,
      recordsRule,
      ...consentRules,
      ...basisRules,
    ],
    ...[
      accessRule,
      detailsRule,
      documentsRule,
      ...letterRules(supplied),
      ...disclosureRules(() => shownThen(supplied)),
      packRule,
      importRule,
      erasureRule,
      keepingRule,
    ],
  ]
}

/** Every basis that needs no form of the client’s, each proved by the room that knows it. */
function shownThen(supplied: () => SuppliedPrisons | null) {
  const { others, letters } = lettersThen(supplied)
  return { others: [...others, packsThen()], letters }
}
