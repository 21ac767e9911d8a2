/** What must be in the environment before a package is signed. */
const AZURE = {
  needs: ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID', 'AZURE_CLIENT_SECRET'],
  says: {
    publisherName: 'REMEDY_SIGN_PUBLISHER',
    endpoint: 'REMEDY_SIGN_ENDPOINT',
    codeSigningAccountName: 'REMEDY_SIGN_ACCOUNT',
    certificateProfileName: 'REMEDY_SIGN_PROFILE',
  },
}
const APPLE = [
  'CSC_LINK',
  'CSC_KEY_PASSWORD',
  'APPLE_ID',
  'APPLE_APP_SPECIFIC_PASSWORD',
  'APPLE_TEAM_ID',
]

type Environment = Record<string, string | undefined>

/** The words by which electron-builder signs a package; none where a secret is missing, and it stays unsigned. */
export function signing(system: string, env: Environment): string[] {
  const given = (names: string[]) => names.every((name) => env[name])
  if (system === '--win' && given([...AZURE.needs, ...Object.values(AZURE.says)]))
    return Object.entries(AZURE.says).map(
      ([option, name]) => `-c.win.azureSignOptions.${option}=${env[name]}`,
    )
  if (system === '--mac') return given(APPLE) ? ['-c.mac.notarize=true'] : ['-c.mac.identity=-']
  return []
}
