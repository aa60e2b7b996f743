// A manager's round in the demonstration, by clicking: who has not answered, an answer that was told, looking at
// it, the phone list on paper, freezing. Each page on the way is held against axe, its headings, 320 pixels.

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { launch, missing } from './browser.mjs'
import { signedIn } from './pages.mjs'
import { demo } from './service.mjs'
import { fill, follow, main, press, section, sound, title, told } from './steps.mjs'

describe('a round as its manager sees it', { skip: missing }, () => {
  let browser, service
  before(async () => {
    service = await demo()
    browser = await launch()
  })
  after(async () => {
    await browser?.close()
    await service?.stop()
  })

  const opened = async (how) => {
    const page = await signedIn(browser, service, 'Programme manager', 1280, how)
    page.setDefaultTimeout(15_000)
    await page.locator('main a[href^="/p/"]').first().click()
    await section(page, 'Update rounds')
    return page
  }

  test('the round is read, answers are recorded, looked at and frozen, without scripts', async () => {
    const page = await opened({ javaScriptEnabled: false })
    assert.equal(await title(page), 'Update rounds')
    await follow(page, /day .* 20\d\d$/)
    assert.match(await title(page), /^Round for the board of /)
    assert.match(await main(page), /No one has answered yet/)

    await follow(page, 'Record an answer that you were told')
    assert.equal(await page.locator('input:checked').count(), 0, 'nothing is chosen beforehand')
    await press(page, 'Record the answer')
    assert.match(await main(page), /Choose what they said/)
    await page.getByLabel('Who told you, and about which action?').selectOption({ index: 1 })
    await page.getByLabel('It is finished').check()
    await fill(page, { 'What happened': 'The last family has its plan.' })
    await press(page, 'Record the answer')
    assert.match(await main(page), /The last family has its plan/)

    await follow(page, 'Look at answers')
    assert.match(await main(page), /Finished, and no evidence is given/)
    await press(page, 'Save what you chose')
    assert.match(await main(page), /Choose what to do with at least one answer/)
    await page.getByLabel('Take it, with the words above').check()
    await press(page, 'Save what you chose')
    assert.match(await main(page), /No answer waits for you/)
    await follow(page, 'Back to the round')
    assert.match(await main(page), /Taken into the plan/)

    await follow(page, 'Freeze the figures')
    assert.match(await main(page), /have no answer/)
    await press(page, 'Freeze the figures')
    assert.match(await main(page), /Figures frozen, number 1/)
    await follow(page, 'Open the figures again')
    await fill(page, { 'Why do you open them again?': 'Another answer came' })
    await press(page, 'Open the figures again')
    assert.doesNotMatch(await main(page), /Figures frozen/)
    await page.context().close()
  })

  test('each page of a round is sound, as it is and with what is wrong', async () => {
    const page = await opened({})
    await sound(page)
    await follow(page, /day .* 20\d\d$/)
    await sound(page)
    const round = page.url().split('?')[0]
    for (const name of ['record', 'moderate', 'hand-over', 'phone', 'freeze']) {
      await page.goto(`${round}/${name}`)
      await sound(page)
    }
    await page.goto(`${round}/record`)
    await press(page, 'Record the answer')
    await told(page, /Choose who told you/)
    await page.getByLabel('Who told you, and about which action?').selectOption({ index: 2 })
    await page.getByLabel('We have made progress').check()
    await fill(page, { 'What happened': 'The group met.', 'What comes next': 'It meets again.' })
    await press(page, 'Record the answer')
    await page.goto(`${round}/moderate`)
    await sound(page)
    await press(page, 'Save what you chose')
    await told(page, /Choose what to do/)
    await page.goto(`${round}/hand-over`)
    await press(page, 'Ask them instead')
    await told(page, /Choose who is asked instead/)
    await page.goto(`${round}/../new`)
    await sound(page)
    await page.goto(`${round}/freeze`)
    await press(page, 'Freeze the figures')
    await sound(page)
    await page.goto(`${round}/freeze`)
    await press(page, 'Open the figures again')
    await told(page, /Enter why the figures are opened again/)
    await page.goto(`${round}/../new`)
    await press(page, 'Continue').catch(() => {})
    await told(page, /Enter the date of the board/)
    await fill(page, { 'When does the board meet?': 'Thursday 18 February 2027' })
    await press(page, 'Continue')
    assert.equal(await title(page), 'Check the round')
    await sound(page)
    await page.context().close()
  })

  test('the phone list is for paper', async () => {
    const page = await opened({})
    await follow(page, /day .* 20\d\d$/)
    await follow(page, 'Phone list')
    await page.emulateMedia({ media: 'print' })
    assert.equal(await page.locator('.onpace-nav:visible').count(), 0)
    const call = page.locator('.onpace-call').first()
    assert.ok((await call.boundingBox()).height > 200, 'there is room to write down what one is told')
    assert.equal(await call.evaluate((section) => getComputedStyle(section).breakInside), 'avoid')
    await page.context().close()
  })
})
