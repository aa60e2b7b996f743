// The service in a real browser, from a fresh folder and in the demonstration: journeys, and every page.

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { launch, missing, pageOf, skipped } from './browser.mjs'
import { axeOf, crawl, lint, listen, tooWide } from './crawl.mjs'
import { demo, fresh, mailed } from './service.mjs'
import { again, enter, title, until } from './steps.mjs'

if (missing) skipped(`the service in a browser: ${missing}`)

describe('a fresh folder', { skip: missing }, () => {
  let browser, service
  before(async () => {
    service = await fresh()
    browser = await launch()
  })
  after(async () => {
    await browser?.close()
    await service?.stop()
  })

  test('who installs it becomes administrator, tries the mail, adds a user and proves a backup', async () => {
    const page = await pageOf(browser, 1280)
    const heard = listen(page, service.url)
    await page.goto(service.url)
    assert.equal(await title(page), 'Set up Onpace')
    assert.deepEqual(await axeOf(page), [])
    const fill = async (fields) => {
      for (const [label, text] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(text)
    }
    await fill({ 'Set-up code': 'wrong', 'Your name': 'Ada Admin', 'Your email address': 'ada@here.invalid' })
    await page.getByRole('button', { name: 'Set up Onpace' }).click()
    assert.match(await page.title(), /^Error: /)
    assert.deepEqual(await axeOf(page), [])
    assert.equal(await page.getByLabel('Your name').inputValue(), 'Ada Admin')
    await fill({ 'Set-up code': service.code })
    await page.getByRole('button', { name: 'Set up Onpace' }).click()
    assert.equal(await title(page), 'Your plans')
    assert.match(await page.locator('ol').innerText(), /Import your plan\s+Next/)
    await page.getByRole('link', { name: 'Users, mail and backups' }).click()
    assert.equal(await title(page), 'Administration')
    const cookies = await page.context().cookies()
    assert.deepEqual(cookies.map((cookie) => cookie.name).sort(), ['__Host-browser', '__Host-session'])

    await page.getByRole('link', { name: 'Look at the mail' }).click()
    assert.deepEqual(await axeOf(page), [], 'the mail page without a letter')
    await fill({ 'Send a trial to': 'ada@here.invalid' })
    await page.getByRole('button', { name: 'Send the trial' }).click()
    await until('the trial is sent', async () => {
      await again(page)
      return (await page.locator('table').innerText()).includes('Sent')
    })
    assert.equal(mailed(service.mail).at(-1).to, 'ada@here.invalid')

    await page.goto(`${service.url}/admin/users/new`)
    await fill({ Name: 'Anna Auditor', 'Email address': 'nothing' })
    await page.getByRole('button', { name: 'Add the user' }).click()
    assert.deepEqual(await axeOf(page), [], 'a user with what is no address')
    await fill({ 'Email address': 'anna@here.invalid' })
    await page.getByLabel('Administrator').check()
    await page.getByRole('button', { name: 'Add the user' }).click()
    assert.match(await page.locator('table').innerText(), /anna@here\.invalid\s+Administrator/)

    await page.goto(`${service.url}/admin/backups`)
    assert.match(await page.locator('main').innerText(), /No backup has been restored yet/)
    assert.deepEqual(await axeOf(page), [], 'the backups page without a backup')
    await page.getByRole('button', { name: 'Take a backup now' }).click()
    await page.getByRole('button', { name: /Verify/ }).click()
    assert.equal(await title(page), 'The backup is sound')
    await page.goto(`${service.url}/admin/backups`)
    await page.getByRole('button', { name: 'Prove a restore' }).click()
    assert.equal(await title(page), 'A restore works')
    await page.goto(`${service.url}/admin/backups`)
    assert.match(await page.locator('main').innerText(), /A restore was last proved on/)
    assert.deepEqual(heard, [])
    await page.context().close()
  })

  test('a mailed link signs in without scripts, by keyboard alone, and its secret is in no line of the log', async () => {
    const page = await pageOf(browser, 320, { javaScriptEnabled: false })
    await page.goto(service.url)
    await until('the field has the focus', async () => {
      await page.keyboard.press('Tab')
      return page.locator('#email:focus').count()
    })
    await page.keyboard.type('ada@here.invalid')
    await page.keyboard.press('Enter')
    await page.waitForURL(/check-email/)
    assert.equal(await title(page), 'Check your email')
    const { link } = await until('the letter comes', () => mailed(service.mail).filter((one) => one.link && one.to === 'ada@here.invalid').at(-1))
    const thief = await pageOf(browser, 1280)
    await enter(thief, link)
    assert.equal(await title(thief), 'This link does not work any more', 'in another browser')
    await thief.context().close()
    await enter(page, link)
    assert.equal(await title(page), 'Your plans')
    const secret = link.split('/').at(-1)
    assert.ok(service.said.err.length > 0, 'the log says something')
    assert.ok(!service.said.err.includes(secret) && !service.said.err.includes('ada@here.invalid'), 'a secret or an address is in the log')
    await page.context().close()
  })
})

describe('the demonstration', { skip: missing }, () => {
  let browser, service
  const pages = {}
  before(async () => {
    service = await demo()
    browser = await launch()
    for (const [role, link] of Object.entries(service.links)) {
      pages[role] = await pageOf(browser, 1280)
      await enter(pages[role], link)
    }
  })
  after(async () => {
    await browser?.close()
    await service?.stop()
  })

  test('each role signs in by its own link and sees its own pages only', async () => {
    assert.deepEqual(Object.keys(pages).length, 9)
    const may = async (role, path) => (await pages[role].goto(service.url + path)).status() === 200
    for (const role of Object.keys(pages)) {
      const is = { admin: role === 'Administrator', log: /manager|Approver|officer|Auditor/i.test(role) }
      assert.equal(await may(role, '/admin/users'), is.admin, `${role} and users`)
      assert.equal(await may(role, '/p/torbay'), !is.admin, `${role} and the plan`)
      assert.equal(await may(role, '/p/torbay/history'), is.log, `${role} and the history`)
    }
  })

  for (const role of ['Programme manager', 'Administrator', 'Auditor', 'Parent carer representative']) {
    test(`every page that links lead the ${role} to passes axe, keeps to 320 px and is complained of by nobody`, async () => {
      const page = pages[role]
      const heard = listen(page, service.url)
      const told = []
      const titles = new Map()
      const note = (url, all) => told.push(...all.map((one) => `${url}: ${one}`))
      const seen = await crawl(page, `${service.url}/`, async (url) => {
        note(url, await axeOf(page))
        note(url, await lint(page))
        const name = await page.title()
        const path = new URL(page.url()).pathname
        if (titles.has(name) && titles.get(name) !== path) note(url, [`has the title of ${titles.get(name)}: ${name}`])
        titles.set(name, path)
        await page.setViewportSize({ width: 320, height: 700 })
        note(url, await tooWide(page))
        await page.setViewportSize({ width: 1280, height: 900 })
      })
      assert.deepEqual(told, [])
      assert.deepEqual(heard, [])
      assert.ok(seen.length > 8, `only ${seen.length} pages were found`)
    })
  }

  test('the pages of errors and of nothing found pass axe', async () => {
    const page = pages['Programme manager']
    for (const path of ['/no/such/page', '/p/torbay/actions?q=nothing-is-called-so', '/p/torbay/history?row=none', '/p/torbay?as_at=2021-01-01', '/sign-in/nothing']) {
      await page.goto(service.url + path)
      assert.deepEqual(await axeOf(page), [], path)
      assert.deepEqual(await lint(page), [], path)
    }
    const nobody = await pageOf(browser, 320)
    for (const path of ['/sign-in', '/sign-in/check-email', '/help', '/accessibility', '/privacy', '/cookies']) {
      await nobody.goto(service.url + path)
      assert.deepEqual(await axeOf(nobody), [], path)
      assert.deepEqual(await tooWide(nobody), [], path)
    }
    await nobody.context().close()
  })

  test('a keyboard reaches every control of the filter, shows where it is, and sends it', async () => {
    const page = pages['Auditor']
    await page.goto(`${service.url}/p/torbay/history`)
    for (let stop = 0; !(await page.locator('#row:focus').count()); stop += 1) {
      assert.ok(stop < 60, 'the first field cannot be reached')
      await page.keyboard.press('Tab')
      const marked = await page.evaluate(() => {
        const style = getComputedStyle(document.activeElement)
        return style.outlineStyle !== 'none' || style.boxShadow !== 'none' || document.activeElement === document.body
      })
      assert.ok(marked, 'nothing shows where the focus is')
    }
    await page.keyboard.type('1A')
    await page.keyboard.press('Enter')
    await page.waitForURL(/row=1A/)
    assert.match(await page.locator('[role=status]').last().innerText(), /events/)
  })

  test('what is to be pressed is at least 24 pixels high and wide', async () => {
    const page = pages['Administrator']
    for (const path of ['/admin', '/admin/users', '/admin/users/new', '/admin/mail', '/admin/backups']) {
      await page.goto(service.url + path)
      const small = await page.locator('button, input:not([type=hidden]), select').evaluateAll((all) =>
        all.filter((e) => e.getBoundingClientRect().height < 24 || e.getBoundingClientRect().width < 24).map((e) => e.outerHTML))
      assert.deepEqual(small, [], path)
    }
  })

  test('an update is recorded without scripts', async () => {
    // In the same session, but without scripts.
    const own = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 700 } })
    await own.addCookies(await pages['Programme manager'].context().cookies())
    const page = await own.newPage()
    await page.goto(`${service.url}/p/torbay/actions/1A/update`)
    assert.deepEqual(await lint(page), [])
    await page.getByLabel('Percent complete').fill('47')
    await page.locator('main').getByRole('button', { name: /^Record/ }).click()
    assert.doesNotMatch(await page.title(), /^Error/)
    await page.goto(`${service.url}/p/torbay/history?row=1A`)
    assert.match(await page.locator('table').innerText(), /47%/)
    await own.close()
  })
})
