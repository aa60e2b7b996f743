// Every page of the demonstration as those see it who need it otherwise: narrow, widely spaced, in grey, in
// the colours of the system, on paper, by touch, by ear.

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { launch, missing, pageOf } from './browser.mjs'
import { tooWide } from './crawl.mjs'
import { asBefore, clipped, smallTargets, statusesByColour, tablesAndPictures, widen } from './look.mjs'
import { complaints, signedIn } from './pages.mjs'
import { demo } from './service.mjs'

describe('how the pages look', { skip: missing }, () => {
  let browser, service
  before(async () => {
    service = await demo()
    browser = await launch()
  })
  after(async () => {
    await browser?.close()
    await service?.stop()
  })

  for (const role of ['Programme manager', 'Administrator']) {
    test(`every page of the ${role} bears wide spacing and large letters on a narrow screen`, async () => {
      const page = await signedIn(browser, service, role, 320)
      const told = await complaints(page, `${service.url}/`, async () => {
        await widen(page)
        const spaced = [...(await tooWide(page)), ...(await clipped(page))]
        await page.setViewportSize({ width: 1280, height: 900 })
        await widen(page, true)
        const large = [...(await tooWide(page)), ...(await clipped(page))].map((one) => `at twice the size: ${one}`)
        await asBefore(page)
        await page.setViewportSize({ width: 320, height: 700 })
        return [...spaced, ...large]
      })
      assert.deepEqual(told, [])
      await page.context().close()
    })

    test(`what the ${role} presses is large enough, on a wide screen and a narrow one`, async () => {
      const page = await signedIn(browser, service, role)
      const told = await complaints(page, `${service.url}/`, async () => {
        const wide = await smallTargets(page)
        await page.setViewportSize({ width: 320, height: 700 })
        const narrow = await smallTargets(page)
        await page.setViewportSize({ width: 1280, height: 900 })
        return [...wide, ...narrow]
      })
      assert.deepEqual(told, [])
      await page.context().close()
    })

    test(`tables and pictures of the ${role} say what they are, and the open page is marked`, async () => {
      const page = await signedIn(browser, service, role)
      const told = await complaints(page, `${service.url}/`, async (path) => {
        const wrong = await tablesAndPictures(page)
        const [, , plan, section] = path.split('/')
        if (!path.startsWith('/p/')) return wrong
        const marked = await page.locator('.onpace-nav [aria-current]').evaluateAll((all) => all.map((a) => [new URL(a.href).pathname, a.getAttribute('aria-current')]))
        // What a slip moves is about when actions run.
        const of = { 'what-if': 'timeline' }[section] ?? section
        const own = of ? `/p/${plan}/${of}` : `/p/${plan}`
        // The part, where it has several pages, and the page in it.
        const [last, ...parts] = marked.toReversed()
        const isPart = parts.length <= 1 && parts.every(([, mark]) => mark === 'true')
        const isRight = isPart && last?.[0] === own && last[1] === (path === own ? 'page' : 'true')
        return isRight ? wrong : [...wrong, `is marked as ${JSON.stringify(marked)}`]
      })
      assert.deepEqual(told, [])
      await page.context().close()
    })
  }

  test('the measure of small targets tells close ones from those with room around them', async () => {
    const page = await pageOf(browser, 1280)
    await page.setContent('<p><a href="#a">a</a></p><p>In a <a href="#b">sentence</a> here.</p><div><button style="width:10px;height:10px"></button><button style="width:10px;height:10px"></button></div>')
    assert.equal((await smallTargets(page)).length, 2)
    await page.context().close()
  })

  test('an accessibility statement is younger than a year', async () => {
    const page = await pageOf(browser, 1280)
    await page.goto(`${service.url}/accessibility`)
    assert.match(await page.locator('main').innerText(), /last reviewed on/)
    assert.equal(await page.getByText('must be reviewed').count(), 0)
    await page.context().close()
  })

  const WITH_STATUSES = ['', '/actions', '/actions/1A', '/timeline', '/heat-map', '/changes?from=1+June+2022', '/reports/board']

  test('statuses are told by word, shape and frame in the colours of the system, and on paper', async () => {
    const page = await signedIn(browser, service, 'Group member', 1280, { forcedColors: 'active' })
    for (const path of WITH_STATUSES) {
      await page.goto(`${service.url}/p/torbay${path}`)
      assert.ok((await page.locator('.tag').count()) > 0, `${path} has statuses`)
      assert.deepEqual(await statusesByColour(page), [], path)
      await page.emulateMedia({ media: 'print', forcedColors: 'none' })
      assert.deepEqual(await statusesByColour(page), [], `${path} on paper`)
      const inks = await page.locator('.tag').evaluateAll((all) => [...new Set(all.map((tag) => `${getComputedStyle(tag).color} on ${getComputedStyle(tag).backgroundColor}`))])
      assert.deepEqual(inks, ['rgb(0, 0, 0) on rgb(255, 255, 255)'], `${path} on paper, where grounds are not printed`)
      await page.emulateMedia({ media: 'screen', forcedColors: 'active' })
    }
    await page.context().close()
  })

  test('on paper a wide table is whole, and what can only be pressed is left out', async () => {
    const page = await signedIn(browser, service, 'Programme manager')
    await page.goto(`${service.url}/p/torbay/actions`)
    await page.emulateMedia({ media: 'print' })
    assert.equal(await page.locator('.scroll').first().evaluate((e) => getComputedStyle(e).overflowX), 'visible')
    for (const left of ['.onpace-nav', '.filters', 'footer', 'header button']) assert.equal(await page.locator(left).first().isVisible(), false, left)
    assert.ok(await page.getByRole('heading', { name: 'Actions', exact: true }).isVisible())
    const after = await page.locator('main .govuk-link').evaluateAll((all) => all.map((a) => getComputedStyle(a, '::after').content))
    assert.ok(after.every((content) => content === 'none'), 'no addresses of this service between the words')
    assert.ok((await page.pdf({ format: 'A4', landscape: true })).length > 20_000)
    await page.context().close()
  })

  test('a cell of the heat map is read aloud whole, and the picture of pace says its figures in words and in a table', async () => {
    const page = await signedIn(browser, service, 'Group member')
    await page.goto(`${service.url}/p/torbay/heat-map`)
    const names = await page.locator('.heat tbody a').evaluateAll((all) => all.map((a) => a.textContent.replace(/\s+/g, ' ').trim()))
    assert.ok(names.length > 20)
    for (const name of names) assert.match(name, /^[A-Z] (1 action|[2-9]\d* actions) under \S+, in \w+ 20\d\d, worst status \w+/)
    await page.goto(`${service.url}/p/torbay/pace`)
    const picture = page.locator('svg[role=img]').first()
    const reported = (await picture.textContent()).match(/Reported ([\d.]+%)/)[1]
    assert.match(await page.locator('.govuk-summary-list').first().innerText(), new RegExp(`${reported} complete`))
    assert.match(await picture.evaluate((e) => `${e.getAttribute('aria-label') ?? ''} ${e.querySelector('title')?.textContent} ${e.querySelector('desc')?.textContent}`), new RegExp(reported))
    await page.locator('.pressed summary').click()
    assert.match(await page.locator('.pressed table').innerText(), /\w+ 20\d\d\s+\d+(\.\d)?%[\s\S]*100%/)
    await page.context().close()
  })
})
