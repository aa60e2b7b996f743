import { launch, pageOf } from './browser.mjs'
import { axeOf, lint, tooWide } from './crawl.mjs'
const link = process.argv[2]
const b = await launch()
for (const [w, js] of [[320, true], [320, false], [1280, true]]) {
  const p = await pageOf(b, w, { javaScriptEnabled: js })
  await p.goto(link)
  await p.screenshot({ path: `/tmp/me/start-${w}-${js}.png`, fullPage: true })
  await p.getByRole('button', { name: 'Start' }).click()
  await p.waitForURL(/my\/updates/)
  await p.screenshot({ path: `/tmp/me/list-${w}-${js}.png`, fullPage: true })
  if (js) console.log(w, await axeOf(p), await lint(p), await tooWide(p))
  await p.getByRole('button', { name: 'Save my updates' }).click()
  await p.waitForLoadState()
  console.log(await p.title(), await p.locator('.govuk-error-summary').innerText())
  await p.context().close()
}
await b.close()
