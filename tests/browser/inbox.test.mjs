// What officers send instead of an answer, in the demonstration: an email is recorded as one, another is put aside, an
// automatic reply is a task. Each page is held against axe, its headings and 320 pixels.

import assert from 'node:assert/strict'
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { launch, missing, skipped } from './browser.mjs'
import { signedIn } from './pages.mjs'
import { demo } from './service.mjs'
import { follow, fill, main, press, section, sound, title, told, until } from './steps.mjs'

if (missing) skipped(`mail that comes in, in a browser: ${missing}`)

describe('mail that comes in', { skip: missing }, () => {
  let browser, service, page
  before(async () => {
    service = await demo()
    browser = await launch()
    page = await signedIn(browser, service, 'Programme manager')
    page.setDefaultTimeout(15_000)
  })
  after(async () => {
    await browser?.close()
    await service?.stop()
  })

  let number = 0
  /** Puts a message into the mail folder, as a mail server does. */
  const arrives = (from, subject, words, head = '') => {
    number += 1
    for (const name of ['tmp', 'new', 'cur']) mkdirSync(join(service.inbox, name), { recursive: true })
    const file = `${number}.test`
    const text = `From: ${from}\r\nTo: onpace@demo.invalid\r\nSubject: ${subject}\r\nMessage-ID: <${number}@demo.invalid>\r\nDate: Mon, 1 Jun 2026 10:00:00 +0100\r\n${head}\r\n${words}\r\n`
    writeFileSync(join(service.inbox, 'tmp', file), text)
    renameSync(join(service.inbox, 'tmp', file), join(service.inbox, 'new', file))
  }
  const inbox = async () => {
    await page.goto(`${service.url}/p/torbay/inbox`)
    return main(page)
  }

  test('an empty inbox says so', async () => {
    assert.match(await inbox(), /No email|nothing|Nothing/i)
    await sound(page)
  })

  test('an email is recorded as the answer of who sent it, with its words', async () => {
    arrives('Dana <officer@demo.invalid>', 'My update of 1A', 'The data group met the schools and agreed the measures.')
    await until('the email', async () => (await inbox()).includes('My update of 1A'))
    await sound(page)
    await follow(page, /^My update of 1A/)
    assert.match(await main(page), /in this plan DHd[\s\S]*agreed the measures/)
    await sound(page)
    await page.locator('main').getByRole('link', { name: /^DHd: / }).first().click()
    assert.match(await page.getByLabel('What happened', { exact: true }).inputValue(), /agreed the measures/)
    assert.equal(await page.locator('input[type=radio]:checked').count(), 0, 'what it means is chosen by a person')
    await sound(page)
    await page.getByLabel('We have made progress').check()
    await press(page, 'Record the answer')
    assert.match(await main(page), /agreed the measures/)
    assert.match(await inbox(), /Done|dealt with|Recorded/i)
  })

  test('thanks are put aside, with a reason', async () => {
    arrives('Somebody <rs@demo.invalid>', 'Thank you', 'Thanks for the reminder.')
    await until('the email', async () => (await inbox()).includes('Thank you'))
    await follow(page, /^Thank you/)
    await press(page, 'Put it aside')
    await told(page, /./)
    await fill(page, { Why: 'Thanks only' })
    await press(page, 'Put it aside')
    assert.equal(await title(page), 'Inbox')
    await sound(page)
  })

  test('an automatic reply is a task on the page of the round and no update', async () => {
    arrives('RS <rs@demo.invalid>', 'Out of office', 'I am away until Monday.', 'Auto-Submitted: auto-replied\r\n')
    await until('the task', async () => {
      await page.goto(`${service.url}/p/torbay`)
      await section(page, 'Update rounds')
      await follow(page, /day .* 20\d\d$/)
      return (await main(page)).includes('may be away')
    })
    assert.match(await main(page), /What needs you[\s\S]*RS may be away[\s\S]*I am away until Monday/)
    await sound(page)
  })
})
