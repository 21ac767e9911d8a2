import type { CommandLine } from 'electron'

/** What Chromium would do by itself on a network, and the memory of pages that a lock must not leave behind. */
const OFF = [
  'AutofillServerCommunication',
  'BackForwardCache',
  'CertificateTransparencyComponentUpdater',
  'DialMediaRouteProvider',
  'HttpsUpgrades',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'SafeBrowsing',
  'Translate',
]

/** Chromium's switches for a program that makes no request: even a name that is asked for is never looked up. */
export const SWITCHES: readonly (readonly [name: string, value?: string])[] = [
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  ['disable-background-networking'],
  ['disable-client-side-phishing-detection'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['disable-sync'],
  ['dns-prefetch-disable'],
  ['no-pings'],
  ['no-proxy-server'],
  ['force-webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
]

/** Sets the switches; to be called before the program is ready. A development server keeps its name. */
export function setSwitches(commandLine: CommandLine, devServer: boolean): void {
  for (const [name, value] of SWITCHES)
    if (!(devServer && name === 'host-resolver-rules')) commandLine.appendSwitch(name, value)
  const already = commandLine.getSwitchValue('disable-features')
  commandLine.appendSwitch('disable-features', [already, ...OFF].filter(Boolean).join(','))
}
