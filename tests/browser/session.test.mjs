// A session that is about to end, or has ended, while somebody fills in a form.

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { launch, missing } from './browser.mjs'
import { axeOf } from './crawl.mjs'
import { signedIn } from './pages.mjs'
import { demo, mailed } from './service.mjs'

const NOTE = 'We met the parents\u2019 group.\nThey want it <soon>.'

describe('the end of a session', { skip: missing }, () => {
  let browser, service
  before(async () => {
    service = await demo()
    browser = await launch()
  })
  after(async () => {
    await browser?.close()
    await service?.stop()
  })

  test('somebody is told in time and goes on, and the form keeps what was typed', async () => {
    const page = await signedIn(browser, service, 'Lead or accountable officer')
    await page.clock.install()
    await page.goto(`${service.url}/p/torbay/actions/10B/update`)
    await page.getByLabel('What happened').fill(NOTE)
    const warning = page.getByText('You are about to be signed out')
    await page.clock.runFor('01:45:00')
    assert.equal(await warning.isVisible(), false, 'a quarter of an hour before, nobody is disturbed')
    await page.clock.runFor('00:08:00')
    assert.ok(await warning.isVisible(), 'told some minutes before')
    assert.deepEqual(await axeOf(page), [])
    await page.getByRole('link', { name: 'Stay signed in' }).click()
    await page.getByText('You stay signed in until').waitFor()
    assert.equal(await warning.count(), 0)
    assert.equal(await page.getByLabel('What happened').inputValue(), NOTE)
    await page.clock.runFor('01:53:00')
    assert.ok(await warning.isVisible(), 'and told again before the next end')
    await page.context().close()
  })

  test('without scripts a page says when the session ends, and staying is a page that opens beside it', async () => {
    const page = await signedIn(browser, service, 'Lead or accountable officer', 320, { javaScriptEnabled: false })
    await page.goto(`${service.url}/p/torbay/actions/10B/update`)
    assert.match(await page.locator('footer').innerText(), /you are signed out on \w+day \d+ \w+ \d{4}, \d\d:\d\d/)
    assert.equal(await page.locator('.onpace-ends a').getAttribute('target'), '_blank')
    await page.goto(`${service.url}/account/stay`)
    assert.equal(await page.locator('h1').innerText(), 'You are still signed in')
    await page.context().close()
  })

  for (const javaScriptEnabled of [true, false]) {
    test(`a form that is sent after the end is sent again once somebody signed in, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async () => {
      const role = javaScriptEnabled ? 'Lead or accountable officer' : 'Programme manager'
      const email = javaScriptEnabled ? 'officer@demo.invalid' : 'manager@demo.invalid'
      const page = await signedIn(browser, service, role, 1280, { javaScriptEnabled })
      await page.goto(`${service.url}/p/torbay/actions/10B/update`)
      await page.getByLabel('What happened').fill(NOTE)
      const beside = await page.context().newPage()
      await beside.goto(service.url)
      await beside.getByRole('button', { name: 'Sign out' }).click()
      await beside.locator('h1', { hasText: 'Sign in' }).waitFor()

      await page.getByRole('button', { name: 'Record the update' }).click()
      assert.equal(await page.locator('h1').innerText(), 'Sign in to go on')
      assert.ok((await page.locator('main').innerText()).includes('They want it <soon>.'), 'what was typed is shown')
      assert.match(await page.title(), /^Error: /)

      await beside.getByLabel('Email address').fill(email)
      await beside.getByRole('button', { name: 'Send the link' }).click()
      await beside.locator('h1', { hasText: 'Check your email' }).waitFor()
      const letter = () => mailed(service.mail).filter((one) => one.link && one.to === email).at(-1)
      for (let tries = 0; !letter(); tries += 1) {
        assert.ok(tries < 200, 'no letter came')
        await new Promise((wait) => setTimeout(wait, 50))
      }
      await beside.goto(letter().link)
      await beside.locator('main').getByRole('button', { name: 'Sign in' }).click()
      await beside.locator('h1', { hasText: 'Your plans' }).waitFor()

      await page.getByRole('button', { name: 'Send it again' }).click()
      // The form was made for the session that ended: what it says is to be looked at once more.
      assert.equal(await page.locator('h1').innerText(), 'Send the form again')
      if (javaScriptEnabled) assert.deepEqual(await axeOf(page), [])
      await page.getByRole('button', { name: 'Send it again' }).click()
      await page.getByText('Your change is saved.').waitFor()
      assert.ok((await page.locator('main').innerText()).includes('They want it <soon>.'))
      await page.context().close()
    })
  }
})
