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

/** Options on the command line that would let another program look into the window or loosen its rules. */
const REFUSED = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-allow-origins',
  'auto-open-devtools-for-tabs',
  'disable-web-security',
  'disable-site-isolation-trials',
  'allow-file-access-from-files',
  'load-extension',
  'log-net-log',
  'ssl-key-log-file',
  'js-flags',
]

interface Circumstances {
  packaged: boolean
  /** True while a development server, which needs its name looked up, serves the window. */
  devServer: boolean
}

/** Sets the switches, and when packaged takes away what somebody added; to be called before the program is ready. */
export function setSwitches(
  commandLine: CommandLine,
  { packaged, devServer }: Circumstances,
): void {
  if (packaged) for (const name of REFUSED) commandLine.removeSwitch(name)
  for (const [name, value] of SWITCHES)
    if (!(devServer && name === 'host-resolver-rules')) commandLine.appendSwitch(name, value)
  const already = commandLine.getSwitchValue('disable-features')
  commandLine.appendSwitch('disable-features', [already, ...OFF].filter(Boolean).join(','))
}
