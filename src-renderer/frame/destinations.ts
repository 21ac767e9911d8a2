/** Where the rail leads; `may` is the permission without which the place is not shown. */
export const DESTINATIONS = [
  { to: '/day', name: 'Day', icon: 'i-lucide-sun', may: 'see-day' },
  { to: '/clients', name: 'Clients', icon: 'i-lucide-users', may: 'read-clients' },
  { to: '/matters', name: 'Matters', icon: 'i-lucide-briefcase', may: 'read-matters' },
  { to: '/letters', name: 'Letters', icon: 'i-lucide-mail', may: 'read-letters' },
  { to: '/audit', name: 'Audit log', icon: 'i-lucide-scroll-text', may: 'verify-log' },
  { to: '/law', name: 'Law', icon: 'i-lucide-book-open-text', may: 'read-law' },
  { to: '/office', name: 'Office', icon: 'i-lucide-building-2', may: 'see-people' },
] as const

/** Places of the law that stand outside its path: each is reached from the menu, where it follows the law, and from the finder. */
export const LAW_PLACES = [
  { to: '/calculator', name: 'Calculator', icon: 'i-lucide-calculator' },
  { to: '/answerable', name: 'Who is responsible', icon: 'i-lucide-signpost' },
] as const

/** Whether `path` lies within the destination `to`. */
export const isWithin = (path: string, to: string): boolean =>
  path === to ||
  path.startsWith(`${to}/`) ||
  (to === '/law' && LAW_PLACES.some((place) => place.to === path))
