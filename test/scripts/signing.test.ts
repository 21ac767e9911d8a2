import { expect, test } from 'vitest'
import { signing } from '../../scripts/packages/signing.ts'

const azure = {
  ...{ AZURE_TENANT_ID: 't', AZURE_CLIENT_ID: 'c', AZURE_CLIENT_SECRET: 's' },
  ...{ REMEDY_SIGN_PUBLISHER: 'Remedy', REMEDY_SIGN_ENDPOINT: 'https://sign.example' },
  ...{ REMEDY_SIGN_ACCOUNT: 'a', REMEDY_SIGN_PROFILE: 'p' },
}
const apple = {
  ...{ CSC_LINK: 'l', CSC_KEY_PASSWORD: 'w', APPLE_ID: 'i' },
  ...{ APPLE_APP_SPECIFIC_PASSWORD: 'q', APPLE_TEAM_ID: 't' },
}

test('without every secret nothing is signed', () => {
  expect(signing('--win', {})).toEqual([])
  for (const name of Object.keys(azure))
    expect(signing('--win', { ...azure, [name]: '' })).toEqual([])
  // Ad hoc: macOS starts no program that bears no signature at all.
  for (const name of Object.keys(apple))
    expect(signing('--mac', { ...apple, [name]: undefined })).toEqual(['-c.mac.identity=-'])
  expect(signing('--linux', { ...azure, ...apple })).toEqual([])
})

test('with them Windows signs by the account named, and macOS has the program notarised', () => {
  expect(signing('--win', azure)).toEqual([
    '-c.win.azureSignOptions.publisherName=Remedy',
    '-c.win.azureSignOptions.endpoint=https://sign.example',
    '-c.win.azureSignOptions.codeSigningAccountName=a',
    '-c.win.azureSignOptions.certificateProfileName=p',
  ])
  expect(signing('--mac', apple)).toEqual(['-c.mac.notarize=true'])
})
