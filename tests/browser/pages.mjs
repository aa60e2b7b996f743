// The pages of the demonstration, walked as a role, each opened once for a test to look at.
// Not here: what is asked of them.

import assert from 'node:assert/strict'
import { pageOf } from './browser.mjs'
import { crawl } from './crawl.mjs'

/** Who signed in already, by the link, which works once. */
const cookies = new Map()

/** A page `width` pixels wide on which a role of the demonstration is signed in; `how` as for newContext. */
export async function signedIn(browser, service, role, width = 1280, how = {}) {
  const page = await pageOf(browser, width, how)
  const link = service.links[role]
  if (cookies.has(link)) {
    await page.context().addCookies(cookies.get(link))
  } else {
    await page.goto(link)
    await page.locator('main').getByRole('button', { name: 'Sign in' }).click()
    cookies.set(link, await page.context().cookies())
  }
  await page.goto(service.url)
  assert.equal(await page.locator('h1').innerText(), 'Your plans', `${role} is signed in`)
  return page
}

/** What `look` has against each page that links lead to, with the page's address before it. */
export async function complaints(page, from, look) {
  const told = []
  const seen = await crawl(page, from, async (url) => {
    const path = new URL(url).pathname
    for (const one of await look(path)) told.push(`${path}: ${one}`)
  })
  assert.ok(seen.length > 8, `only ${seen.length} pages were found`)
  return told
}
