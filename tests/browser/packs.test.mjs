// A pack from the freeze to everybody and back, in the demonstration: its manager makes and words it, an approver signs
// and publishes it, a board member reads it, anybody reads what is public of it, without scripts and on a narrow screen.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { launch, missing, pageOf, skipped } from './browser.mjs'
import { signedIn } from './pages.mjs'
import { demo, program } from './service.mjs'
import { fill, follow, kept, main, press, section, sound, title, told } from './steps.mjs'

if (missing) skipped(`packs in a browser: ${missing}`)

describe('a pack of a round', { skip: missing }, () => {
  let browser, service
  const pages = {}
  before(async () => {
    service = await demo()
    browser = await launch()
    for (const role of ['Programme manager', 'Approver', 'Board member', 'Parent carer representative']) {
      pages[role] = await signedIn(browser, service, role, 1280, { acceptDownloads: true })
      pages[role].setDefaultTimeout(15_000)
    }
    pages.anybody = await pageOf(browser, 1280, { acceptDownloads: true })
  })
  after(async () => {
    await browser?.close()
    await service?.stop()
  })

  const plan = () => `${service.url}/p/torbay`

  test('a board member and a parent carer read the plan as it was signed off, and no draft', async () => {
    for (const role of ['Board member', 'Parent carer representative']) {
      const page = pages[role]
      await page.goto(plan())
      await section(page, 'Board packs')
      await sound(page)
      assert.equal(await page.locator('tbody tr').count(), 3, role)
      await follow(page, 'Pack 3')
      await follow(page, 'Read the pack')
      assert.match(await main(page), /How the round of updates went/)
      await sound(page)
    }
  })

  test('its manager freezes the round, makes the pack, and words that contradict it are refused and kept', async () => {
    const page = pages['Programme manager']
    await page.goto(plan())
    await section(page, 'Board packs')
    assert.match(await main(page), /Make the pack for/, 'the last round was finalised, and has no pack yet')
    await sound(page)
    await section(page, 'Update rounds')
    await follow(page, /day .* 20\d\d$/)
    await follow(page, 'Freeze the figures')
    await press(page, 'Freeze the figures')
    await section(page, 'Board packs')
    await page.locator('main').getByRole('button', { name: /^Make the pack for / }).first().click()
    assert.match(await title(page), /^Pack 4 for the board of /)
    assert.match(await main(page), /Draft/)
    await sound(page)
    await follow(page, 'Change its words and sections')
    await sound(page)
    await fill(page, { 'Your own words for the board': 'Of {{actions}} actions 3 have started.', 'Decisions you ask the board for': 'Whether 1A may end a month later' })
    await press(page, 'Save the pack')
    await told(page, /You wrote 3\. The plan has 28\./)
    assert.equal(await page.getByLabel('Your own words for the board').inputValue(), 'Of {{actions}} actions 3 have started.')
    await fill(page, { 'Your own words for the board': 'Of {{actions}} actions {{started}} have started.' })
    await press(page, 'Save the pack')
    await follow(page, 'Read the pack')
    assert.match(await main(page), /Of 29 actions 28 have started\.[\s\S]*Whether 1A may end a month later/)
    await sound(page)
  })

  test('every figure of it opens the actions that it was counted from', async () => {
    const page = pages['Programme manager']
    await page.goto(`${plan()}/packs/4`)
    const traces = await page.getByRole('link', { name: /^Trace/ }).evaluateAll((all) => all.map((a) => a.href))
    assert.ok(traces.length > 20)
    for (const trace of traces) {
      await page.goto(trace)
      const [, value] = (await title(page)).match(/: (.*)$/)
      const rows = await page.locator('tbody tr').count()
      // Shares, means and days are worked out from rows too, but are not their number.
      if (/^\d+$/.test(value) && !/people|days/i.test(await title(page))) assert.equal(rows, Number(value), `${trace}: ${await title(page)}`)
    }
    await sound(page)
  })

  test('nobody but those who make it sees the draft; an approver signs it off and publishes it', async () => {
    const reader = pages['Board member']
    assert.equal((await reader.goto(`${plan()}/packs/4`)).status(), 404)
    const page = pages.Approver
    await page.goto(`${plan()}/packs/4`)
    await press(page, 'Sign the pack off')
    assert.match(await main(page), /Signed off\s+by Ann Approver \(you\)/)
    await sound(page)
    assert.equal((await reader.goto(`${plan()}/packs/4`)).status(), 200)
    await follow(page, 'See what families would read')
    await sound(page)
    await follow(page, 'Back to the pack')
    await follow(page, 'Publish it for everybody')
    await sound(page)
    // Words that look like a name are asked about, where there are any.
    const checked = page.getByLabel('I have checked these words')
    if (await checked.count()) await checked.check()
    await press(page, 'Publish for everybody')
    assert.match(await main(page), /Everybody can read the public page/)
  })

  test('anybody reads it in plain words, without names, on a narrow screen and without scripts, and keeps its files', async () => {
    const page = pages.anybody
    await page.goto(`${service.url}/public/torbay`)
    const text = await main(page)
    assert.match(text, /Where the plan stands[\s\S]*the plan had 29 actions/)
    assert.doesNotMatch(text, /\b(DHd|RS|HP|NM)\b/, 'initials are nobody')
    await sound(page)
    const table = await kept(page, () => page.getByRole('link', { name: 'CSV', exact: true }).click())
    assert.match(table.bytes.toString(), /^Code,Action,/)
    const described = await page.request.get(await page.getByRole('link', { name: 'What the columns of the CSV mean' }).evaluate((a) => a.href))
    assert.equal((await described.json()).url, 'actions.csv')
    for (const name of ['PDF', 'Excel']) assert.ok((await kept(page, () => page.getByRole('link', { name, exact: true }).click())).bytes.length > 5_000, name)
    const feed = await page.request.get(`${service.url}/public/torbay/feed.atom`)
    assert.ok((await feed.text()).match(/<entry>/g).length >= 3, 'a month each')
    const narrow = await pageOf(browser, 320, { javaScriptEnabled: false })
    await narrow.goto(`${service.url}/public/torbay`)
    await narrow.locator('main').getByRole('link', { name: /^\w+ 20\d\d$/ }).first().click()
    assert.match(await main(narrow), /There is a newer report/)
    await narrow.context().close()
  })

  test('a file of it is held against the ledger, and an altered one is told', async () => {
    const page = pages['Programme manager']
    await page.goto(`${plan()}/packs/4`)
    const file = await kept(page, () => page.getByRole('link', { name: /^PDF/ }).click())
    const board = join(service.at, 'board.pdf')
    writeFileSync(board, file.bytes)
    // A command that reads works beside the service.
    const said = execFileSync(program, ['report', 'verify', board, '--data', join(service.at, 'served')], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    assert.match(said, /The figures are those that were signed off\.[\s\S]*byte for byte/)
  })

  test('withdrawing needs a reason, and the public page says that it was', async () => {
    const page = pages.Approver
    await page.goto(`${plan()}/packs/4`)
    await follow(page, 'Withdraw it')
    await press(page, 'Withdraw the pack')
    await told(page, /Enter why the pack is withdrawn/)
    await fill(page, { 'Why is it withdrawn?': 'A figure was wrong' })
    await press(page, 'Withdraw the pack')
    assert.equal(await title(page), 'Board packs')
    const anybody = pages.anybody
    const months = await anybody.request.get(`${service.url}/public/torbay/feed.atom`).then((feed) => feed.text())
    assert.match(months, /\(withdrawn\)/)
    const month = months.match(/\/public\/torbay\/(20\d\d-\d\d)/)[1]
    assert.equal((await anybody.goto(`${service.url}/public/torbay/${month}`)).status(), 410)
    assert.match(await main(anybody), /This report was withdrawn/)
    assert.doesNotMatch(await main(anybody), /A figure was wrong/)
    await sound(anybody)
  })
})
