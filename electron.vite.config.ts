import ui from '@nuxt/ui/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import { notices } from './scripts/notices.ts'
import { threads } from './scripts/threads.ts'
import { insertedStyles } from './src-main/shell/inserted-styles.ts'
import { kit } from './src-renderer/kit.ts'

// The oldest Electron the program runs on is 33: Node 20.18 and Chrome 130.
const node = 'node20.18'
const chrome = 'chrome130'
/** The day on which the program says that it was built. */
const builtOn = new Date(
  process.env['SOURCE_DATE_EPOCH'] ? Number(process.env['SOURCE_DATE_EPOCH']) * 1000 : Date.now(),
)
  .toISOString()
  .slice(0, 10)
/** Each part tells the packages that it was bundled of, which the notices are made from. */
const license = { fileName: '.vite/license.json' }

export default defineConfig({
  main: {
    define: { BUILT_ON: JSON.stringify(builtOn) },
    build: {
      target: node,
      // What stands under "dependencies" is packed as it is; everything else is bundled.
      externalizeDeps: true,
      license,
      rolldownOptions: {
        input: {
          main: 'src-main/main.ts',
          cli: 'src-main/cli.ts',
          ...threads,
        },
        // One flat folder with fixed names, so that any chunk finds a worker beside itself.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      target: node,
      // A sandboxed preload can require nothing: it must be one CommonJS file.
      externalizeDeps: false,
      license,
      rolldownOptions: {
        input: { preload: 'src-main/preload.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    build: {
      target: chrome,
      // The content policy allows no data: addresses.
      assetsInlineLimit: 0,
      license,
      rolldownOptions: { input: 'src-renderer/index.html' },
    },
    plugins: [
      insertedStyles(),
      vue(),
      ui({
        dts: false,
        autoImport: false,
        colorMode: false,
        ui: kit,
        // Only the icons that the source names are bundled; one that does not exist fails the build.
        icon: { clientBundle: { scan: { globInclude: ['**/*.{vue,ts}'], globExclude: [] } } },
        experimental: { componentDetection: true },
      }),
      notices(import.meta.dirname),
    ],
  },
})
