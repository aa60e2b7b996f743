// Pictures of every report to look at: node shots.mjs FOLDER. 1280 and 320 px wide, and 1280 px in grey.

import { join } from 'node:path'
import { launch, missing, pageOf, skipped } from './browser.mjs'
import { build } from './reports.mjs'

const folder = process.argv[2] ?? 'shots'
if (missing) {
  skipped(`${missing}`)
  process.exit(0)
}
const browser = await launch()
for (const [name, address] of Object.entries(build())) {
  for (const [width, grey] of [[1280, false], [320, false], [1280, true]]) {
    const page = await pageOf(browser, width)
    await page.goto(address)
    if (grey) await page.addStyleTag({ content: 'html{filter:grayscale(1)}' })
    const path = join(folder, `${name}-${width}${grey ? '-grey' : ''}.png`)
    await page.screenshot({ path, fullPage: true })
    console.log(path)
    await page.context().close()
  }
}
await browser.close()
