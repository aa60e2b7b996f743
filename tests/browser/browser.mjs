// The browser: found, started, and asked for pages of a known width.
// ONPACE_CHROMIUM names another one. Not here: the reports, and what is asked of them.

import { appendFileSync, existsSync } from 'node:fs'
import { chromium } from 'playwright-core'

const places = [process.env.ONPACE_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const executablePath = places.find((place) => place && existsSync(place))

/** Why the tests cannot run here, or false. */
export const missing = executablePath ? false : 'no Chromium here; set ONPACE_CHROMIUM to one'

if (missing && process.env.ONPACE_MUST) throw new Error(`${missing}; in CI the pages must be looked at`)

/** Says what is not looked at, to whoever runs the tests and in their closing lines; in CI that is a failure. */
export function skipped(what) {
  console.log(`skipped: ${what}`)
  if (process.env.ONPACE_SKIPS) appendFileSync(process.env.ONPACE_SKIPS, `${what}\n`)
  if (process.env.ONPACE_MUST) throw new Error(`${what}; in CI this must be looked at`)
}

export const launch = () => chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })

/** A page `width` CSS pixels wide in a context of its own; `how` as for newContext. */
export async function pageOf(browser, width, how = {}) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'en-GB', ...how })
  return context.newPage()
}
