// Walks every page that a browser finds by following links, and asks the same of each. A page that is
// added is found by its link. Not here: any page by name.

import assert from 'node:assert/strict'
import axe from 'axe-core'

// WCAG 2.2 AA and what the makers of axe call best practice.
export const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** So many pages of one kind are opened: addresses that differ in a code, a number, a figure or a query only. */
const OF_A_KIND = 2
const MOST_PAGES = 120

/** What kind of page an address is. */
const kindOf = (url) => {
  const { pathname, searchParams } = new URL(url)
  const parts = pathname.split('/').map((part, at, all) => (/\d/.test(part) || all[at - 1] === 'trace' ? '#' : part))
  return `${parts.join('/')}?${[...searchParams.keys()].sort().join('&')}`
}

/** Opens an address; nothing where it is a file to keep. */
async function open(page, url) {
  try {
    return await page.goto(url)
  } catch (problem) {
    if (/Download is starting|ERR_ABORTED/.test(problem.message)) return null
    throw problem
  }
}

/** Opens every page there is from `from` on, and calls `ask(url)` on each. Gives the addresses. */
export async function crawl(page, from, ask) {
  const origin = new URL(from).origin
  const [waiting, known, kinds, seen] = [[from], new Set([from]), new Map(), []]
  while (waiting.length > 0 && seen.length < MOST_PAGES) {
    const url = waiting.shift()
    const kind = kindOf(url)
    // A page at another time, or sorted otherwise, is the same page once more.
    if ((kinds.get(kind) ?? 0) >= (new URL(url).search ? 1 : OF_A_KIND)) continue
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    const answer = await open(page, url)
    if (!answer) continue
    assert.ok(answer.status() < 400, `${url} is linked and answers ${answer.status()}`)
    if (!(answer.headers()['content-type'] ?? '').startsWith('text/html')) continue
    seen.push(page.url())
    await ask(url)
    const links = await page.locator('a[href]').evaluateAll((all) => all.map((a) => a.href))
    for (const link of links.map((link) => link.split('#')[0])) {
      if (!link.startsWith(`${origin}/`) || known.has(link)) continue
      known.add(link)
      waiting.push(link)
    }
  }
  return seen
}

/** What axe has against the page as it stands. */
export async function axeOf(page) {
  await page.evaluate(axe.source)
  const result = await page.evaluate((values) => window.axe.run({ runOnly: { type: 'tag', values } }), TAGS)
  return result.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 160)).join(' | ')}`)
}

/** What is wider than the page, but for the regions that may scroll. */
export function tooWide(page) {
  return page.evaluate(() => {
    const scrolls = (e) => e.closest('[tabindex="0"][role="region"]') !== null
    const wide = [...document.body.querySelectorAll('*')]
      .filter((e) => !scrolls(e) && e.getBoundingClientRect().right > innerWidth + 1 && e.getBoundingClientRect().width > 1)
      .map((e) => e.outerHTML.slice(0, 120))
    return document.documentElement.scrollWidth > innerWidth ? [`the page is ${document.documentElement.scrollWidth} wide`, ...wide] : wide
  })
}

/** What a page lacks in its headings, title, language and names of links. */
export function lint(page) {
  return page.evaluate(() => {
    const told = []
    const levels = [...document.querySelectorAll('h1, h2, h3, h4')].map((h) => Number(h.tagName[1]))
    if (levels.filter((level) => level === 1).length !== 1) told.push('it has not one h1')
    if (document.documentElement.lang !== 'en-GB') told.push('it has no language')
    if (!document.title.endsWith('Onpace')) told.push(`its title is ${document.title}`)
    for (const a of document.querySelectorAll('a')) if (/^(click here|here|more|link)$/i.test(a.textContent.trim())) told.push(`a link is called ${a.textContent}`)
    if (document.querySelector('[style], [onclick], style, script:not([src])')) told.push('it has style or script in it')
    if (document.querySelector('input[type=radio][checked]') && document.querySelector('form[method=post] input[type=radio][checked]')) told.push('a radio is chosen already')
    return told
  })
}

/** Keeps what a page complains of, and what it asks of other places. */
export function listen(page, origin) {
  const heard = []
  page.on('console', (message) => {
    // A page that answers 404 or 422 is told of as an error of loading; what is asked for is that page itself.
    // The design system tells of a part that it could not start as a mere line.
    const isBroken = message.text().startsWith('ElementError')
    if ((isBroken || ['error', 'warning'].includes(message.type())) && !message.text().includes('the server responded with a status of')) heard.push(message.text())
  })
  page.on('pageerror', (error) => heard.push(String(error)))
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`) && !request.url().startsWith('data:')) heard.push(`asked for ${request.url()}`)
  })
  return heard
}
