// Every page is HTML as the standard has it. The checker runs here; nothing is sent anywhere.

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { HtmlValidate } from 'html-validate'
import { launch, missing, pageOf } from './browser.mjs'
import { complaints, signedIn } from './pages.mjs'
import { demo } from './service.mjs'

const checker = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:document', 'html-validate:a11y'],
  rules: {
    // Titles are those of plans and actions, which may be long.
    'long-title': 'off',
    // Style and scripts come from the service itself, over the same connection as the page.
    'require-sri': 'off',
    // A region that scrolls, and what is said meanwhile, have roles: a section or an output would say no more.
    'prefer-native-element': 'off',
  },
})

/** What the checker has against the page as the service sent it. */
async function errorsOf(page, url) {
  const source = await (await page.request.get(url)).text()
  const report = await checker.validateString(source)
  const lines = source.split('\n')
  return report.results.flatMap((result) => result.messages.map((m) => `${m.ruleId}: ${m.message}: ${(lines[m.line - 1] ?? '').slice(Math.max(0, m.column - 40), m.column + 80)}`))
}

describe('the pages as HTML', { skip: missing }, () => {
  let browser, service
  before(async () => {
    service = await demo()
    browser = await launch()
  })
  after(async () => {
    await browser?.close()
    await service?.stop()
  })

  test('the checker finds what is wrong', async () => {
    const report = await checker.validateString('<!DOCTYPE html><html lang="en"><head><title>x</title></head><body><p id="a"><div id="a"></div></p></body></html>')
    assert.ok(report.errorCount >= 2)
  })

  for (const role of ['Programme manager', 'Administrator', 'Parent carer representative']) {
    test(`every page that links lead the ${role} to is valid`, async () => {
      const page = await signedIn(browser, service, role)
      const told = await complaints(page, `${service.url}/`, () => errorsOf(page, page.url()))
      assert.deepEqual(told, [])
      await page.context().close()
    })
  }

  test('the pages of errors, and those before signing in, are valid', async () => {
    const nobody = await pageOf(browser, 1280)
    for (const path of ['/sign-in', '/sign-in/check-email', '/sign-in/nothing', '/no/such/page', '/accessibility']) {
      assert.deepEqual(await errorsOf(nobody, service.url + path), [], path)
    }
    await nobody.context().close()
  })
})
