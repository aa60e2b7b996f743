// A lead officer answers a round on a phone, by the link of a letter: with scripts, without, by keyboard.

import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { launch, missing, pageOf, skipped } from './browser.mjs'
import { axeOf, lint, listen, tooWide } from './crawl.mjs'
import { demo } from './service.mjs'
import { again } from './steps.mjs'

if (missing) skipped(`answering a round in a browser: ${missing}`)

const title = (page) => page.locator('h1').innerText()
const looks = async (page) => [...(await axeOf(page)), ...(await tooWide(page))]

describe('an officer with several actions', { skip: missing }, () => {
  let browser, service
  before(async () => {
    service = await demo()
    browser = await launch()
  })
  after(async () => {
    await browser?.close()
    await service?.stop()
  })

  test('everybody who is asked has one letter, with a link of their own and no name of another', async () => {
    const place = join(service.mail, 'new')
    let letters = []
    for (let tries = 0; tries < 200 && letters.length < 15; tries += 1) {
      letters = readdirSync(place).map((name) => readFileSync(join(place, name), 'utf8').replaceAll('=\r\n', ''))
      await new Promise((wait) => setTimeout(wait, 50))
    }
    const to = letters.map((text) => text.match(/^To: (.*?)\r?$/m)[1])
    assert.equal(new Set(to).size, to.length, 'nobody is written to twice')
    const own = letters.find((text) => text.includes('To: officer@demo.invalid'))
    assert.match(own, /^Subject: Update your \d+ actions by /m)
    assert.match(own, /http:\/\/\S+\/u\/[0-9a-f]{64}/)
    assert.ok(!own.includes('Reply-To: undefined'))
  })

  test('without scripts, by keyboard, a program that presses every button changes nothing', async () => {
    const page = await pageOf(browser, 320, { javaScriptEnabled: false })
    await page.goto(service.answers)
    await page.getByRole('button', { name: 'Start' }).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/my\/updates/)
    for (const name of ['Save my updates', /^Save the update of/]) {
      await page.getByRole('button', { name }).first().click()
      assert.match(await page.title(), /^Error: /)
      assert.match(await page.locator('.govuk-error-summary').innerText(), /Choose how/)
      // axe is a script itself, so it is asked of this page where scripts run, below.
      assert.deepEqual(await tooWide(page), [])
    }
    assert.match(await page.locator('main').innerText(), /You have answered 0 of \d+\. /)
    assert.equal(await page.locator('[type=radio]:checked').count(), 0)
    await page.context().close()
  })

  test('two texts and nothing new for the others take five steps and one for each action at most, and what is chosen is saved at once', async () => {
    const page = await pageOf(browser, 320)
    const heard = listen(page, service.url)
    let steps = 0
    const step = async (act) => {
      steps += 1
      await act()
    }
    await step(() => page.goto(service.answers))
    assert.deepEqual([...(await looks(page)), ...(await lint(page))], [])
    await step(() => page.getByRole('button', { name: 'Start' }).click())
    const all = Number((await title(page)).match(/^Your (\d+) updates$/)[1])
    assert.ok(all > 4, `${all} actions`)
    assert.deepEqual(await looks(page), [])
    // Not a step of theirs: the page with what is wrong.
    await page.getByRole('button', { name: 'Save my updates' }).click()
    assert.match(await page.title(), /^Error: /)
    assert.deepEqual(await looks(page), [], 'with what is wrong')
    await page.goto(`${service.url}/my/updates`)
    // The question of how far it is has a fieldset within.
    const action = (nth) => page.locator('.onpace-updates fieldset:not(fieldset fieldset)').nth(nth - 1)
    const choose = (nth, words) => action(nth).getByLabel(words, { exact: true }).check()
    await step(() => choose(1, 'We have made progress'))
    await step(() => action(1).getByLabel('What happened', { exact: true }).fill('The group met on 6 June.'))
    await step(() => choose(2, 'It cannot be done as planned'))
    await step(() => action(2).getByLabel('Why it cannot be done as planned', { exact: true }).fill('The post is vacant.'))
    assert.deepEqual(await looks(page), [], 'with its boxes open')
    for (let at = 3; at <= all; at += 1) await step(() => choose(at, 'Nothing has changed'))
    // Each is saved as it is given: somebody who goes away now has lost nothing.
    const other = await pageOf(browser, 320)
    await other.goto(service.answers)
    await other.getByRole('button', { name: 'Start' }).click()
    for (let tries = 0; tries < 100 && !(await other.locator('main').innerText()).includes('answered everything'); tries += 1) {
      await new Promise((wait) => setTimeout(wait, 100))
      await again(other)
    }
    assert.match(await other.locator('main').innerText(), /The group met on 6 June/)
    await other.context().close()
    await page.getByText('You have answered everything').waitFor()
    await step(() => page.getByRole('button', { name: 'Save my updates' }).click())
    assert.equal(await title(page), 'Updates received')
    assert.ok(steps <= all + 5, `${steps} steps for ${all} actions`)
    assert.match(await page.locator('main').innerText(), /The post is vacant/)
    assert.deepEqual([...(await looks(page)), ...(await lint(page))], [])
    await page.getByRole('link', { name: 'This was not me' }).click()
    assert.deepEqual([...(await looks(page)), ...(await lint(page))], [])
    assert.deepEqual(heard, [])
    await page.context().close()
  })
})
