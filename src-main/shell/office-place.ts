import path from 'node:path'

interface Computer {
  platform: NodeJS.Platform
  home: string
  env: NodeJS.ProcessEnv
}

/**
 * Where new offices stand: the person's own data folder on this disk, which no program for keeping documents in step
 * with another computer copies from while it is written to.
 */
export function officePlace({ platform, home, env }: Computer): string {
  if (platform === 'win32')
    return path.win32.join(
      env['LOCALAPPDATA'] || path.win32.join(home, 'AppData', 'Local'),
      'Remedy',
      'Offices',
    )
  if (platform === 'darwin')
    return path.posix.join(home, 'Library', 'Application Support', 'Remedy', 'Offices')
  const data = env['XDG_DATA_HOME'] ?? ''
  // A relative one counts as unset, by the standard.
  const shared = path.posix.isAbsolute(data) ? data : path.posix.join(home, '.local', 'share')
  return path.posix.join(shared, 'Remedy', 'Offices')
}
