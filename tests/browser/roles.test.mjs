// What each role sees and may do, and what is there for anybody: the pages of the law, help, plain errors. The table
// below is written from the table of roles in the design, not from the code.

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { launch, missing, pageOf, skipped } from './browser.mjs'
import { fresh } from './service.mjs'
import { addUser, fill, importExample, main, press, section, setUp, signIn, sound, title, told } from './steps.mjs'

if (missing) skipped(`roles in a browser: ${missing}`)

/** Who may open what. `own` is action 2A.1, which the officer answers for; `other` is 1A, which is not theirs. */
const ROLES = {
  'Programme manager': ['plan', 'own update', 'other update', 'edit', 'decide', 'contacts', 'log', 'settings', 'import'],
  Approver: ['plan', 'decide', 'contacts', 'log'],
  'Lead or accountable officer': ['plan', 'own update', 'decide', 'log'],
  'Group member': ['plan'],
  'Board member': ['plan'],
  'Parent carer representative': ['plan'],
  Auditor: ['plan', 'contacts', 'log'],
  Administrator: ['admin'],
}
const email = (role) => `${role.toLowerCase().replaceAll(' ', '.')}@here.invalid`

describe('each role in its own browser', { skip: missing }, () => {
  let browser, service, admin, proposal
  const pages = {}
  before(async () => {
    service = await fresh()
    browser = await launch()
    admin = await setUp(browser, service)
    await importExample(admin, service, 'send')
    await importExample(admin, service, 'secret')
    for (const role of Object.keys(ROLES)) {
      await addUser(admin, service, `${role} of us`, email(role), role, role === 'Administrator' ? undefined : 'send')
    }
    // TT, who stands alone beside 2A.1, is the officer: that is how rows become somebody's own.
    await admin.goto(`${service.url}/p/send/people`)
    await admin.locator('main').getByRole('link', { name: /^TT: who is this\?/ }).click()
    await fill(admin, { Name: 'Theo Thomas', 'Email address': email('Lead or accountable officer'), Post: 'Commissioner' })
    await press(admin, 'Save')
    for (const role of Object.keys(ROLES)) pages[role] = await signIn(browser, service, email(role))
    const officer = pages['Lead or accountable officer']
    await officer.goto(`${service.url}/p/send/actions/2A.1/finish`)
    await sound(officer)
    await fill(officer, { 'Which finish do you ask for?': '29 July 2022', Why: 'The school term ends then' })
    await press(officer, 'Ask')
    await admin.goto(`${service.url}/p/send/history?kind=date_proposed`)
    proposal = (await admin.locator('tbody th a').first().innerText()).trim()
  })
  after(async () => {
    await browser?.close()
    await service?.stop()
  })

  const opens = async (page, path) => (await page.goto(`${service.url}${path}`)).status() === 200

  for (const [role, may] of Object.entries(ROLES)) {
    test(`${role}: ${may.join(', ')}, and nothing else`, async () => {
      const page = pages[role]
      const tries = {
        plan: '/p/send',
        'own update': '/p/send/actions/2A.1/update',
        'other update': '/p/send/actions/1A/update',
        edit: '/p/send/actions/2A.1/edit',
        decide: `/p/send/actions/2A.1/finish/${proposal}`,
        log: '/p/send/history',
        settings: '/p/send/settings',
        import: '/p/send/import',
        admin: '/admin/users',
      }
      for (const [what, path] of Object.entries(tries)) {
        const is = await opens(page, path)
        assert.equal(is, may.includes(what), `${what}: ${path}`)
        await sound(page)
        if (!is) assert.equal(await title(page), 'Page not found', 'what may not be seen looks as if it were not there')
      }
      assert.equal(await opens(page, '/p/secret'), false, 'another plan')
      await page.goto(service.url)
      assert.doesNotMatch(await main(page), /secret/)
      if (!may.includes('plan')) return
      await page.goto(`${service.url}/p/send/people`)
      assert.equal((await main(page)).includes('Theo Thomas'), may.includes('contacts'), 'names of people')
      await page.goto(`${service.url}/p/send/actions/2A.1`)
      const acts = await page.getByRole('navigation', { name: 'Change this row' }).getByRole('link').allInnerTexts()
      assert.equal(acts.includes('Edit'), may.includes('edit'))
      assert.equal(acts.includes('Record an update'), may.includes('own update'))
      const sections = await page.getByRole('navigation', { name: 'Parts of this plan' }).getByRole('link').allInnerTexts()
      assert.equal(sections.includes('Record'), may.includes('log'))
      assert.equal(sections.includes('Settings'), may.includes('settings'))
    })
  }

  test('the officer sees only what happened to their own actions, and records an update of one', async () => {
    const page = pages['Lead or accountable officer']
    await page.goto(`${service.url}/p/send`)
    await section(page, 'Record of changes')
    assert.match(await main(page), /what happened to the actions that you lead or are accountable for/)
    const rows = await page.locator('tbody tr').evaluateAll((all) => all.map((row) => row.querySelectorAll('td')[3].innerText.trim()))
    assert.ok(rows.length > 0 && rows.every((row) => row !== '1A' && row !== '1A.6'), `${rows}`)
    await page.goto(`${service.url}/p/send/actions/2A.1/update`)
    await fill(page, { 'Percent complete': '30', 'What happened': 'We met twice' })
    await press(page, 'Record the update')
    assert.match(await main(page), /30%[\s\S]*We met twice/)
    const reader = pages['Group member']
    await reader.goto(page.url())
    assert.match(await main(reader), /30%/)
    assert.doesNotMatch(await main(reader), /We met twice/, 'words of updates are not for every reader')
  })

  test('the approver grants the finish that the officer asked for', async () => {
    const page = pages.Approver
    await page.goto(`${service.url}/p/send/actions/2A.1/finish/${proposal}`)
    assert.match(await main(page), /30 June 2022[\s\S]*29 July 2022[\s\S]*The school term ends then/)
    await press(page, 'Decide')
    await told(page, /Choose whether the finish changes/)
    await page.getByLabel('Grant the finish asked for, or another one').check()
    await press(page, 'Decide')
    assert.match(await main(page), /29 July 2022/)
    await sound(page)
  })

  test('a form that cannot be taken any more gives back what was typed', async () => {
    const page = pages['Programme manager']
    await page.goto(`${service.url}/p/send/actions/1A/update`)
    await fill(page, { 'What happened': 'A long story that nobody wants to type again' })
    await page.locator('main input[name=token]').evaluate((token) => (token.value = 'of yesterday'))
    await press(page, 'Record the update')
    assert.equal(await title(page), 'Send the form again')
    assert.match(await main(page), /Nothing was saved[\s\S]*A long story that nobody wants to type again/)
    await sound(page)
  })

  test('whoever forgets somebody says why without naming them, and the history keeps it', async () => {
    const page = pages['Programme manager']
    await page.goto(`${service.url}/p/send/people`)
    await page.locator('main').getByRole('link', { name: 'Change who TT is' }).click()
    await page.getByRole('link', { name: 'Forget TT' }).click()
    await sound(page)
    await fill(page, { Why: 'Theo Thomas left' })
    await press(page, 'Forget TT')
    await told(page, /The reason names them/)
    await fill(page, { Why: 'They left and asked for it' })
    await press(page, 'Forget TT')
    assert.equal(await title(page), 'People')
    assert.doesNotMatch(await main(page), /Theo Thomas/)
    await page.goto(`${service.url}/p/send/history?kind=forgotten`)
    assert.match(await page.locator('table').innerText(), /Forgot person-\d+[\s\S]*They left and asked for it/)
  })
})

describe('for anybody', { skip: missing }, () => {
  let browser, service
  before(async () => {
    service = await fresh()
    browser = await launch()
    await (await setUp(browser, service)).context().close()
  })
  after(async () => {
    await browser?.close()
    await service?.stop()
  })

  test('the pages of the law have their headings, and help is in the same place on each page', async () => {
    const page = await pageOf(browser, 1280)
    // From the model statement of the regulations of 2018.
    const headings = ['Feedback and contact information', 'Enforcement procedure', 'Compliance status', 'Non-accessible content', 'Non-compliance with the accessibility regulations', 'Disproportionate burden', 'Content that’s not within the scope of the accessibility regulations', 'Preparation of this accessibility statement']
    await page.goto(`${service.url}/accessibility`)
    const shown = await page.locator('h1, h2, h3').allInnerTexts()
    for (const heading of headings) assert.ok(shown.includes(heading), heading)
    await page.goto(`${service.url}/privacy`)
    for (const heading of [/What we keep/, /Why/, /How long/, /Your rights/]) {
      assert.ok((await page.locator('h2').allInnerTexts()).some((one) => heading.test(one)), `${heading}`)
    }
    await page.goto(`${service.url}/cookies`)
    assert.match(await main(page), /__Host-session/)
    for (const path of ['/', '/sign-in', '/help', '/accessibility', '/privacy', '/cookies', '/no/such/page']) {
      await page.goto(service.url + path)
      const links = await page.locator('footer a').allInnerTexts()
      assert.deepEqual(links, ['Help', 'Accessibility statement', 'Privacy', 'Cookies'], path)
      await sound(page)
    }
    await page.context().close()
  })
})
