// A programme manager's day in a plan: where it stands, each figure by its rows, one action whole, changes of it, other
// days, reports in every medium, another policy and calendar. Not here: importing; what others may see.

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { launch, missing, skipped } from './browser.mjs'
import { listen } from './crawl.mjs'
import { fresh } from './service.mjs'
import { column, fill, follow, importExample, kept, main, press, section, setUp, sound, title, told } from './steps.mjs'

if (missing) skipped(`a plan in a browser: ${missing}`)

describe('a manager and a plan', { skip: missing }, () => {
  let browser, service, page, heard, unchanged
  before(async () => {
    service = await fresh()
    browser = await launch()
    page = await setUp(browser, service)
    await importExample(page, service, 'send')
    heard = listen(page, service.url)
  })
  after(async () => {
    await browser?.close()
    await service?.stop()
  })

  const to = (path) => page.goto(`${service.url}/p/send${path}`)
  const codes = () => page.locator('tbody th[scope=row]').allInnerTexts()
  const cell = async (code, heading) => (await column(page.getByRole('table', { name: 'Actions of the plan' }), heading)).get(code)
  /** What the shown plan says of an action. */
  const says = async (code, day, words) => {
    await to(`/actions/${code}${day ? `?as_at=${day}` : ''}`)
    assert.match(await main(page), words, code)
  }

  test('every headline figure leads to as many rows as it says', async () => {
    await to('')
    await sound(page)
    const figures = await page.locator('ul.figures a').evaluateAll((all) => all.map((a) => [a.querySelector('.value').innerText, a.innerText, a.href]))
    assert.ok(figures.length >= 5, `only ${figures.length} figures`)
    const counts = Object.fromEntries(figures.map(([value, words]) => [words.replace(value, '').trim(), value]))
    assert.equal(counts.actions, '29', 'counted by hand in the document')
    for (const [value, words, link] of figures) {
      await page.goto(link)
      const rows = (await codes()).length
      if (/^\d+$/.test(value)) assert.equal(rows, Number(value), words)
      else assert.ok(rows > 0, `${words} is computed of no row`)
      assert.match(await main(page), new RegExp(`${rows} of 29 actions`), words)
    }
    await to('')
    const statuses = await page.getByRole('link', { name: /^\d+ actions?, / }).evaluateAll((all) => all.map((a) => [parseInt(a.innerText, 10), a.href]))
    let sum = 0
    for (const [count, link] of statuses) {
      await page.goto(link)
      assert.equal((await codes()).length, count, link)
      sum += count
    }
    assert.equal(sum, 29, 'every action has one status')
  })

  test('the overview has the curve, the heat map, what stands out and what changed', async () => {
    await to('')
    const headings = await page.locator('h2').allInnerTexts()
    for (const wanted of [/^Actions by computed status$/, /^What stands out$/, /^What changed since /, /^Due next$/, /^What falls due, and when$/]) {
      assert.ok(headings.some((one) => wanted.test(one)), `${wanted} is not among ${headings}`)
    }
    assert.equal(await page.locator('main svg[role=img]').count() > 0, true, 'there is a curve')
    const cells = page.locator('table.heat td a')
    const [counts, link] = await cells.evaluateAll((all) => [all.map((a) => parseInt(a.innerText.match(/\d+/)[0], 10)), all[0].href])
    await page.goto(link)
    assert.equal((await codes()).length, counts[0], 'a cell of the heat map leads to its rows')
    await to('/heat-map')
    await sound(page)
    await to('')
    await follow(page, /^All \d+ findings$/)
    assert.equal(await title(page), 'Checks')
  })

  test('actions are filtered and sorted, and the list is kept as a file', async () => {
    await to('')
    await section(page, 'Actions')
    await sound(page)
    const pick = async (label, choice) => page.locator('form.filters').getByLabel(label, { exact: true }).selectOption(choice)
    await pick('Officer', 'DHd')
    await press(page, 'Show')
    // Experience: DHd has 7 actions in the document.
    assert.equal((await codes()).length, 7)
    await fill(page, { 'Words in the title': 'nothing is called so' })
    await press(page, 'Show')
    assert.match(await main(page), /No actions match/)
    await sound(page)
    await follow(page, 'Clear the filters')
    await pick('Sort by', 'Finish')
    await press(page, 'Show')
    const finishes = await column(page.getByRole('table', { name: 'Actions of the plan' }), 'Finish')
    const known = [...finishes.values()].map((day) => Date.parse(day)).filter((day) => !Number.isNaN(day))
    assert.equal(known.length, 29)
    assert.deepEqual(known, [...known].sort((a, b) => a - b))
    assert.equal(await page.locator('th[aria-sort=ascending]').innerText(), 'Finish')
    const file = await kept(page, () => follow(page, 'Download these actions (CSV)'))
    assert.equal(file.bytes.toString().trim().split(/\r?\n/).length, 30, 'a heading and 29 rows')
    await page.goto(`${service.url}/p/send/actions?status=blue`)
    assert.match(await main(page), /“blue” is not known here/)
  })

  test('one action is edited, refers to another, has evidence and an update, moves, and is withdrawn', async () => {
    unchanged = new Date().toISOString()
    await to('/actions/2A.1')
    await sound(page)
    await follow(page, 'Edit')
    await sound(page)
    await fill(page, { Finish: 'the end of time' })
    await press(page, 'Save')
    await told(page, /Enter the finish as a day[\s\S]*Enter why/)
    assert.equal(await page.getByLabel('Finish', { exact: true }).inputValue(), 'the end of time', 'what was typed is kept')
    await fill(page, { Finish: '29 July 2022', Title: 'Create a joint vision of commissioning, see 3A', 'From which day does this hold?': '1 June 2022', Why: 'The board asked for more time' })
    await press(page, 'Save')
    assert.match(await main(page), /29 July 2022/)
    await says('2A.1', '2022-05-22', /30 June 2022/)
    await says('2A.1', '2022-06-01', /History[\s\S]*The board asked for more time/)

    await to('/actions/2A.1/evidence')
    await sound(page)
    await press(page, 'Add')
    await told(page, /Enter what it is[\s\S]*Enter where it is kept/)
    await fill(page, { 'What is it?': 'Minutes of the SEND board', 'Where is it kept?': 'https://records.invalid/17', 'Since when?': '1 June 2022' })
    await press(page, 'Add')
    assert.equal(await page.getByRole('link', { name: 'https://records.invalid/17' }).count(), 1)

    await to('/actions/2A.1/update')
    await sound(page)
    await fill(page, { 'Percent complete': 'most', 'What happened': 'We agreed the first draft' })
    await press(page, 'Record the update')
    await told(page, /Enter a percentage from 0 to 100/)
    assert.equal(await page.getByLabel('What happened').inputValue(), 'We agreed the first draft', 'what was typed is kept')
    await fill(page, { 'Percent complete': '45', 'From which day does this hold?': '13 June 2022' })
    await press(page, 'Record the update')
    await says('2A.1', '2022-06-13', /45%[\s\S]*We agreed the first draft/)
    await sound(page)

    await to('/actions/2A.1/link')
    await sound(page)
    await fill(page, { 'Waits for': '2A', 'From which day does this hold?': '13 June 2022' })
    await page.getByLabel('starts when the other has finished').check()
    await press(page, 'Save')
    await says('2A', '2022-06-13', /These wait for it\s+2A\.1 /)

    await to('/actions/2A.5/move')
    await sound(page)
    await press(page, 'Move')
    await told(page, /Enter the row that it goes under/)
    await fill(page, { 'Goes under': '2C', 'From which day does this hold?': '13 June 2022', Why: 'It belongs to the overspend' })
    await press(page, 'Move')
    await says('2C', '2022-06-13', /Actions below it[\s\S]*2A\.5/)

    await to('/actions/1A.6/withdraw')
    await sound(page)
    await press(page, 'Withdraw')
    await told(page, /Enter why/)
    await fill(page, { 'From which day is it withdrawn?': '13 June 2022', Why: 'Done by the data group' })
    await press(page, 'Withdraw')
    assert.equal(await title(page), 'Actions')
    assert.match(await main(page), /28 of 28 actions/)
    assert.ok(!(await codes()).includes('1A.6'))
    await to('/actions?as_at=2022-05-22')
    assert.ok((await codes()).includes('1A.6'), 'earlier days still show it')
  })

  test('cross references are shown both ways', async () => {
    await to('/actions?as_at=2022-05-22')
    const all = await page.locator('tbody th a').evaluateAll((links) => links.map((a) => a.href))
    let pairs = 0
    for (const link of all) {
      await page.goto(link)
      const own = (await title(page)).split(' ')[0]
      const listed = page.locator('h3:text-is("Refers to") + ul a')
      for (const other of await listed.evaluateAll((links) => links.map((a) => a.href))) {
        await page.goto(other)
        const back = page.locator('h3:text-is("These refer to it") + ul a')
        assert.ok((await back.allInnerTexts()).some((name) => name.split(' ')[0] === own), `${other} does not say that ${own} refers to it`)
        pairs += 1
        await page.goBack()
      }
    }
    assert.ok(pairs > 0, 'no action of the example refers to another')
  })

  test('the day and what was known by then are asked for on the page', async () => {
    await to('')
    await page.getByText('Look at another day').first().click()
    await fill(page, { 'The plan as at': 'whenever' })
    await press(page, 'Show the plan then')
    assert.match(await main(page), /Enter a day, such as 22 May 2022/)
    assert.equal(await page.getByLabel('The plan as at').inputValue(), 'whenever')
    await sound(page)
    await fill(page, { 'The plan as at': '13 June 2022' })
    await press(page, 'Show the plan then')
    assert.match(await page.locator('.onpace-then').innerText(), /You see the plan as at Monday 13 June 2022/)
    await sound(page)
    await section(page, 'Actions')
    assert.equal(await cell('2A.1', 'Complete'), '45%', 'the links keep to the day')
    // The same day as it was known before anybody said so.
    await to('')
    await page.getByText('Look at another day').first().click()
    await fill(page, { 'The plan as at': '13 June 2022', 'As it was known by': unchanged })
    await press(page, 'Show the plan then')
    assert.match(await page.locator('.onpace-then').innerText(), /as it was known by/)
    await sound(page)
    await section(page, 'Actions')
    assert.equal(await cell('2A.1', 'Complete'), '5%')
    assert.match(await main(page), /29 of 29 actions/, 'nothing was withdrawn by then')
    await page.locator('.onpace-then').getByRole('link', { name: 'Go back to now' }).click()
    assert.equal(await cell('2A.1', 'Complete'), '45%')
  })

  test('timeline, heat map, pace, changes and findings say what the plan says', async () => {
    for (const [name, words] of [['Timeline', /2A\.1/], ['What is due when', /2022/], ['Progress against plan', /%/], ['Changes', /Changes|changed/], ['Checks', /findings, as at/]]) {
      await to('')
      await section(page, name)
      assert.match(await main(page), words, name)
      await sound(page)
    }
    await to('/changes?from=2022-05-22&to=2022-06-14')
    const changed = await main(page)
    for (const words of [/2A\.1[\s\S]*29 July 2022/, /1A\.6/, /45%/]) assert.match(changed, words)
    await sound(page)
    await to('/changes?from=2022-06-14&to=2022-05-22')
    await told(page, /is after the last, .*exchange them/)
    assert.deepEqual(heard, [])
  })
})
