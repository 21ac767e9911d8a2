import { safeName } from '../platform/safe-name.ts'

/** The name of a new office's folder, made of the office's own name. */
export const folderNameFor = (officeName: string): string => safeName(officeName, 'Office')
