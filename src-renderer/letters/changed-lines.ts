/** A line of a text beside what it was: the same in both, only in the newer one, or only in the older. */
export interface ChangedLine {
  what: 'same' | 'new' | 'gone'
  text: string
}

/** What became of each line from one text to another, by the longest run of lines that both have in order. Pure. */
export function changedLines(before: string, after: string): ChangedLine[] {
  const [old, now] = [before.split('\n'), after.split('\n')]
  // How many lines the rests of both have in common.
  const common = Array.from({ length: old.length + 1 }, () =>
    Array.from({ length: now.length + 1 }, () => 0),
  )
  for (let a = old.length - 1; a >= 0; a -= 1)
    for (let b = now.length - 1; b >= 0; b -= 1)
      common[a]![b] =
        old[a] === now[b]
          ? common[a + 1]![b + 1]! + 1
          : Math.max(common[a + 1]![b]!, common[a]![b + 1]!)
  const lines: ChangedLine[] = []
  let [a, b] = [0, 0]
  while (a < old.length || b < now.length)
    if (a < old.length && b < now.length && old[a] === now[b]) {
      lines.push({ what: 'same', text: now[b]! })
      a += 1
      b += 1
    } else if (a < old.length && (b === now.length || common[a + 1]![b]! >= common[a]![b + 1]!))
      lines.push({ what: 'gone', text: old[a++]! })
    else lines.push({ what: 'new', text: now[b++]! })
  return lines
}
