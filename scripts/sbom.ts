// node scripts/sbom.ts FILE   lists the components of the built program in CycloneDX
import { writeFileSync } from 'node:fs'
import { allNotices } from './notices.ts'
import { manifest } from './packages/template.ts'
import { installed, root, run, Stop } from './run.ts'

await run(async () => {
  const [file] = process.argv.slice(2)
  if (file === undefined) throw new Stop('Say which file is written: node scripts/sbom.ts FILE')
  const { version } = await manifest()
  const electron = {
    ...{ name: 'electron', version: installed('electron').version, identifier: 'MIT' },
  }
  const components = [...allNotices(root), electron].map(({ name, version, identifier }) => ({
    ...{ type: 'library', name, version },
    licenses: [{ license: { id: identifier } }],
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
  }))
  const bom = {
    ...{ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 },
    metadata: { component: { type: 'application', name: 'Remedy', version } },
    components,
  }
  writeFileSync(file, JSON.stringify(bom, null, 2))
  return 0
})
