// Writes ehcp/static/css/plans.css and ehcp/static/js/app.js. Run `npm ci && npm run build`, then commit what changed.
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { compile } from 'sass'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const out = here('../ehcp/static/')

mkdirSync(`${out}css`, { recursive: true })
const { css } = compile(here('src/plans.scss'), {
  loadPaths: [here('.'), here('node_modules'), here('node_modules/govuk-frontend/dist/govuk')],
  style: 'compressed',
  quietDeps: true,
  charset: false,
})
writeFileSync(`${out}css/plans.css`, `${css}\n`)

await build({
  entryPoints: [here('src/app.js')],
  outfile: `${out}js/app.js`,
  bundle: true,
  format: 'esm',
  minify: true,
  legalComments: 'none',
  banner: { js: '/*! Holds parts of GOV.UK Frontend, under the MIT licence: see NOTICE.txt. */' },
  target: 'es2020',
})
