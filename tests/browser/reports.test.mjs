// The HTML reports in a real browser: what somebody with a phone, a keyboard, a screen reader or a printer gets.

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import axe from 'axe-core'
import { launch, missing, pageOf } from './browser.mjs'
import { build, names } from './reports.mjs'

// WCAG 2.2 AA and what the makers of axe call best practice.
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const WIDTHS = [1280, 320]

describe('the reports as pages', { skip: missing }, () => {
  let browser, address
  before(async () => {
    address = build()
    browser = await launch()
  })
  after(() => browser?.close())

  for (const name of names) {
    for (const width of WIDTHS) {
      test(`${name} at ${width} px passes axe`, async () => {
        const page = await pageOf(browser, width)
        await page.goto(address[name])
        await page.evaluate(axe.source)
        const result = await page.evaluate((values) => window.axe.run({ runOnly: { type: 'tag', values } }), TAGS)
        const told = result.violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.map((n) => n.html).join(' | ')}`)
        assert.deepEqual(told, [])
        assert.ok(result.passes.length > 15, `only ${result.passes.length} rules had something to judge`)
        await page.context().close()
      })
    }

    test(`${name} at 320 px never scrolls sideways, but in the regions of its tables`, async () => {
      const page = await pageOf(browser, 320)
      await page.goto(address[name])
      const seen = await page.evaluate(() => {
        const scrolls = (e) => e.closest('[tabindex="0"][role="region"]') !== null
        const wide = [...document.body.querySelectorAll('*')]
          .filter((e) => !scrolls(e) && e.getBoundingClientRect().right > 321)
          .filter((e) => e.getBoundingClientRect().width > 1)
        return { width: document.documentElement.scrollWidth, wide: wide.map((e) => e.outerHTML.slice(0, 120)) }
      })
      assert.deepEqual(seen, { width: 320, wide: [] })
      await page.context().close()
    })

    test(`${name} asks for nothing, runs nothing and complains of nothing`, async () => {
      const page = await pageOf(browser, 1280)
      const requests = []
      const complaints = []
      page.on('request', (request) => requests.push(request.url()))
      page.on('console', (message) => complaints.push(message.text()))
      page.on('pageerror', (error) => complaints.push(String(error)))
      await page.goto(address[name], { waitUntil: 'networkidle' })
      assert.deepEqual(requests.filter((url) => !url.startsWith('data:')), [address[name]])
      assert.deepEqual(complaints, [])
      assert.equal(await page.locator('script, iframe, object, embed, link, [onclick], [onload]').count(), 0)
      await page.context().close()
    })

    test(`${name} reads the same without scripts`, async () => {
      const words = async (javaScriptEnabled) => {
        const page = await pageOf(browser, 1280, { javaScriptEnabled })
        await page.goto(address[name])
        const text = await page.locator('body').innerText()
        await page.context().close()
        return text
      }
      const [without, withScripts] = [await words(false), await words(true)]
      assert.ok(without.length > 1000)
      assert.equal(without, withScripts)
    })

    test(`${name} can be walked by keyboard, and shows where one is`, async () => {
      const page = await pageOf(browser, 1280)
      await page.goto(address[name])
      await page.keyboard.press('Tab')
      const skip = page.locator('a.skip')
      assert.ok(await skip.evaluate((e) => e === document.activeElement), 'the first stop is the skip link')
      const box = await skip.boundingBox()
      assert.ok(box.x >= 0 && box.y >= 0 && box.width > 24 && box.height >= 24, 'the skip link shows when reached')
      await page.keyboard.press('Enter')
      assert.equal(await page.evaluate(() => document.activeElement.id), 'main')
      const stops = await page.locator('a[href], summary, [tabindex="0"]').count()
      for (let stop = 0; stop < stops; stop += 1) {
        await page.keyboard.press('Tab')
        const here = await page.evaluate(() => {
          const e = document.activeElement
          const style = getComputedStyle(e)
          const marked = style.outlineStyle !== 'none' || style.boxShadow !== 'none'
          return { body: e === document.body, marked, html: e.outerHTML.slice(0, 100) }
        })
        if (here.body) break
        assert.ok(here.marked, `nothing shows that the focus is on ${here.html}`)
      }
      await page.context().close()
    })

    test(`${name} has headings in order, and tables and pictures that say what they are`, async () => {
      const page = await pageOf(browser, 1280)
      await page.goto(address[name])
      const levels = await page.locator('h1, h2, h3, h4').evaluateAll((all) => all.map((h) => Number(h.tagName[1])))
      assert.equal(levels.filter((level) => level === 1).length, 1)
      levels.slice(1).forEach((level, n) => assert.ok(level <= levels[n] + 1, `a heading leaps from ${levels[n]} to ${level}`))
      const tables = await page.locator('table').evaluateAll((all) =>
        all.map((t) => ({ caption: t.caption?.textContent.trim() ?? '', heads: t.querySelectorAll('th[scope]').length })),
      )
      assert.ok(tables.length > 0)
      tables.forEach((table) => assert.ok(table.caption && table.heads > 1, JSON.stringify(table)))
      const pictures = await page.locator('svg:not([aria-hidden="true"])').evaluateAll((all) =>
        all.map((s) => ({ role: s.getAttribute('role'), name: (s.getAttribute('aria-label') ?? s.querySelector('title')?.textContent ?? '').trim() })),
      )
      pictures.forEach((picture) => assert.ok(picture.role === 'img' && picture.name.length > 10, JSON.stringify(picture)))
      await page.context().close()
    })
  }

  test('the board report holds up with text twice as large, with the spacing of WCAG 1.4.12, and on paper', async () => {
    const page = await pageOf(browser, 1280)
    await page.goto(address.board)
    await page.addStyleTag({
      content: 'html{font-size:200%!important} *{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important} p{margin-bottom:2em!important}',
    })
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 1280)
    await page.emulateMedia({ media: 'print' })
    assert.ok((await page.pdf({ format: 'A4' })).length > 20_000)
    assert.equal(await page.locator('a.skip').isVisible(), false)
    await page.context().close()
  })

  test('statuses can be told apart without colour, and with the colours of the system', async () => {
    const page = await pageOf(browser, 1280, { forcedColors: 'active' })
    await page.goto(address.board)
    const tags = await page.locator('.tag').evaluateAll((all) => all.map((t) => t.textContent.trim()))
    assert.ok(tags.length > 20)
    tags.forEach((words) => assert.match(words, /[A-Za-z]{3}/, 'a tag says its level in words'))
    await page.context().close()
  })
})
