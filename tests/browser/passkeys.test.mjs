// Passkeys in a real browser, with an authenticator that the browser makes up: made on the account's page,
// signed in with, taken away.

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { launch, missing, pageOf, skipped } from './browser.mjs'
import { axeOf, lint, listen, tooWide } from './crawl.mjs'
import { fresh } from './service.mjs'

if (missing) skipped(`passkeys in a browser: ${missing}`)

const title = (page) => page.locator('h1').innerText()

/** Somebody's device: it knows its owner and keeps passkeys that name them. */
async function device(page) {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  const options = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true }
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', { options })
  return {
    kept: async () => (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
    verify: (isUserVerified) => session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })
  }
}

describe('a service with a name', { skip: missing }, () => {
  let browser, service, url
  before(async () => {
    service = await fresh({ host: 'localhost' })
    url = service.url
    browser = await launch()
  })
  after(async () => {
    await browser?.close()
    await service?.stop()
  })

  test('a passkey is made, signs in without a mail to the page that was wanted, and can be taken away', async () => {
    const page = await pageOf(browser, 320)
    const heard = listen(page, url)
    const own = await device(page)
    await page.goto(url)
    await page.getByLabel('Set-up code').fill(service.code)
    await page.getByLabel('Your name').fill('Ada Admin')
    await page.getByLabel('Your email address').fill('ada@here.invalid')
    await page.getByRole('button', { name: 'Set up Onpace' }).click()

    await page.goto(`${url}/account`)
    await page.getByRole('link', { name: 'Add a passkey' }).click()
    assert.deepEqual([...(await axeOf(page)), ...(await lint(page)), ...(await tooWide(page))], [])
    await page.getByLabel('What you call the passkey').fill('Work phone')
    await page.getByRole('button', { name: 'Make the passkey' }).click()
    await page.getByRole('button', { name: 'Remove Work phone' }).waitFor()
    const [kept] = await own.kept()
    assert.equal(kept.rpId, 'localhost')
    assert.ok(kept.isResidentCredential)

    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    await page.goto(`${url}/admin/users?as=wanted`)
    await page.getByRole('link', { name: 'Sign in with a passkey instead' }).click()
    assert.deepEqual([...(await axeOf(page)), ...(await lint(page)), ...(await tooWide(page))], [])
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await page.waitForURL(`${url}/admin/users?as=wanted`)
    assert.equal(await title(page), 'Users')

    await page.goto(`${url}/admin/history`)
    assert.match(await page.locator('table').innerText(), /Passkey: from none to number 1/)
    await page.goto(`${url}/account`)
    await page.getByRole('button', { name: 'Remove Work phone' }).click()
    assert.equal(await page.getByRole('button', { name: 'Remove Work phone' }).count(), 0)
    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    await page.goto(`${url}/sign-in/passkey`)
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await page.getByText('This passkey was not taken').waitFor()
    assert.deepEqual(await axeOf(page), [])
    // A device that cannot tell that it is its owner lets nobody in, and says so.
    await page.goto(`${url}/sign-in/passkey`)
    await own.verify(false)
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await page.locator('[data-passkey-problem]', { hasText: 'Try again' }).waitFor()
    assert.equal(await title(page), 'Sign in with a passkey')
    assert.deepEqual(heard.filter((line) => !line.includes('422')), [])
    await page.context().close()
  })

  test('without scripts the page leads back to a link', async () => {
    const page = await pageOf(browser, 320, { javaScriptEnabled: false })
    await page.goto(`${url}/sign-in/passkey`)
    assert.match(await page.locator('main').innerText(), /needs JavaScript/)
    await page.getByRole('link', { name: 'Sign in with a link instead' }).click()
    assert.equal(await title(page), 'Sign in')
    await page.context().close()
  })
})
