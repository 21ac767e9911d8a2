/** A title that any queue, shell and file system takes: our reference with hyphens for whatever else is in it. */
export function queueTitle(reference: string): string {
  const plain = reference
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
  return plain.slice(0, 60).replace(/^[-.]+|[-.]+$/g, '') || 'letter'
}
