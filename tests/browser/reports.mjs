// The reports that the tests open, written by the program itself into a folder that goes when the process does.
// Not here: what is asked of them.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const root = resolve(import.meta.dirname, '../..')
const program = process.env.ONPACE ?? join(root, 'target/release/onpace')
const example = join(root, 'examples/torbay/school-forum-report-2022-06-16.md')

export const names = ['board', 'forum', 'chase', 'summary']

/** Builds every report of the example as HTML; gives the address of each by its name. */
export function build() {
  const folder = mkdtempSync(join(tmpdir(), 'onpace-reports-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const address = (name) => {
    const file = join(folder, `${name}.html`)
    execFileSync(program, ['report', 'build', name, example, '--as-at', '2022-05-22', '-o', file])
    return [name, pathToFileURL(file).href]
  }
  return Object.fromEntries(names.map(address))
}
