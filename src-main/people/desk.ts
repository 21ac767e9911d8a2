/** What only the surroundings can do (a window with dialogs, a command, a test): they alone know folders by path. */
export interface Desk {
  /** Asks for the folder of an office that exists; null when the person thinks better of it. */
  chooseOfficeFolder(): Promise<string | null>
  /** Gives an absent or empty folder for a new office of that name; null when the person thinks better of it. */
  newOfficeFolder(officeName: string): Promise<string | null>
  /** Where the sample office of this computer stands, or will. */
  sampleFolder(): string
  /** Told which office is now in use, to open it first next time. */
  remember(folder: string): void
}
