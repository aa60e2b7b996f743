// From a fresh folder to a plan: the file is uploaded, its columns said, checked, taken over; the people in it are
// told apart; a later file is taken by ticks. Not here: files that are refused (refusals.test.mjs).

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { launch, missing, skipped } from './browser.mjs'
import { listen } from './crawl.mjs'
import { fresh } from './service.mjs'
import { EXAMPLE, fill, follow, kept, main, press, section, setUp, sound, title, toChanges, toCheck, told, upload } from './steps.mjs'

if (missing) skipped(`importing in a browser: ${missing}`)

describe('a plan is imported in the browser', { skip: missing }, () => {
  let browser, service, page, heard
  before(async () => {
    service = await fresh()
    browser = await launch()
    page = await setUp(browser, service)
    heard = listen(page, service.url)
  })
  after(async () => {
    await browser?.close()
    await service?.stop()
  })

  /** The select beside a heading of the file. */
  const holds = (heading) => page.getByRole('row', { name: new RegExp(`^${heading.replaceAll(/[/%]/g, '\\$&')} `) }).getByRole('combobox')

  test('upload, columns of which one is changed, check, and the plan is there', async () => {
    await page.goto(service.url)
    assert.match(await main(page), /There is no plan yet\. Import a file to begin with one\./)
    await sound(page)
    await follow(page, 'Import a new plan')
    await sound(page)
    await press(page, 'Upload')
    await told(page, /Enter a name for the plan[\s\S]*Select a file/)
    await fill(page, { 'Name of the plan': 'trial' })
    await upload(page, EXAMPLE)

    assert.equal(await title(page), 'What the columns hold')
    await sound(page)
    const known = { 'Task Name': 'title', 'LO/AO': 'officers', Duration: 'duration', Start: 'start', Finish: 'finish', RAG: 'status' }
    for (const [heading, field] of Object.entries(known)) assert.equal(await holds(heading).inputValue(), field, heading)
    await holds('RAG').selectOption('Leave it out')
    await press(page, 'Read the file again')
    assert.equal(await holds('RAG').inputValue(), 'ignore')
    await fill(page, { 'Row of the headings': 'four' })
    await press(page, 'Continue')
    await told(page, /must be a number/)
    assert.equal(await page.getByLabel('Row of the headings').inputValue(), 'four', 'what was typed is kept')
    await fill(page, { 'Row of the headings': '' })
    await toCheck(page)

    assert.equal(await title(page), 'Check what was read')
    await sound(page)
    // Counted by hand in the council's document.
    for (const line of [/Focus areas\s+18/, /Actions\s+29/]) assert.match(await page.locator('table').first().innerText(), line)
    const problems = await kept(page, () => follow(page, 'Download the list of problems (CSV)'))
    assert.equal(problems.name, 'trial-problems.csv')
    const lines = problems.bytes.toString().trim().split('\n')
    assert.match(lines[0], /^sheet,row,column,about,severity,problem,/)
    const source = readFileSync(EXAMPLE, 'utf8').split('\n')
    const weekday = lines.find((line) => /,\d+,/.test(line) && /weekday/.test(line))
    if (weekday) assert.match(source[Number(weekday.split(',')[1]) - 1], /\d\d\/\d\d\/\d\d/, 'the row is where the date stands')
    assert.ok(lines.slice(1).some((line) => /^[^,]*,\d+,/.test(line)), 'no problem has a row')
    await toChanges(page)

    assert.equal(await title(page), 'What will be imported')
    assert.match(await main(page), /18 focus areas, 29 actions, 24 people/)
    await sound(page)
    await press(page, 'Import the plan')
    assert.equal(await title(page), 'The file was imported')
    await sound(page)
    await follow(page, 'See the plan')
    await section(page, 'Actions')
    assert.match(await main(page), /29 of 29 actions/)
    await page.goto(`${service.url}/p/trial/actions/1A`)
    assert.doesNotMatch(await main(page), /Reported status\s+Started/, 'the column that was left out')
    // What was said of these columns is known again, until it is not to be.
    await page.goto(`${service.url}/plans/new`)
    await fill(page, { 'Name of the plan': 'send' })
    await upload(page, EXAMPLE)
    assert.match(await main(page), /as you or a colleague said before/)
    assert.equal(await holds('RAG').inputValue(), 'ignore')
    await press(page, 'Forget what was said')
    assert.equal(await holds('RAG').inputValue(), 'status')
    await sound(page)
    await toCheck(page)
    await toChanges(page)
    await press(page, 'Import the plan')
    await page.goto(`${service.url}/p/send/actions/1A`)
    assert.match(await main(page), /Reported status\s+Started/, 'the same column where nobody left it out')
  })

  test('DHd, who is this? is answered, and two people with nearly the same initials are asked about', async () => {
    await page.goto(`${service.url}/p/send`)
    await section(page, 'People')
    await sound(page)
    await follow(page, /^DHd: who is this\?/)
    assert.equal(await title(page), 'DHd: who is this?')
    await sound(page)
    await fill(page, { 'Email address': 'dana.harris' })
    await press(page, 'Save')
    await told(page, /Enter a name or a post/)
    assert.equal(await page.getByLabel('Email address', { exact: true }).inputValue(), 'dana.harris')
    await fill(page, { Name: 'Dana Harris', 'Email address': 'dana@here.invalid', Post: 'Head of SEND' })
    await press(page, 'Save')
    assert.equal(await title(page), 'People')
    const row = (who) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: who, exact: true }) })
    assert.match(await row('DHd').innerText(), /Dana Harris, Head of SEND/)
    assert.equal(await page.getByRole('link', { name: 'DHd: who is this?' }).count(), 0, 'nobody asks again')

    // Somebody writes another person with the same two letters first.
    await page.goto(`${service.url}/p/send/actions/1A/edit`)
    await fill(page, { 'Lead officers': 'DH', Why: 'She leads it now' })
    await press(page, 'Save')
    await page.goto(`${service.url}/p/send/people`)
    const question = page.getByRole('region', { name: /Is DHd? the same person as DHd?\?/ })
    assert.equal(await question.count(), 1)
    assert.equal(await row('DH').count() + await row('DHd').count(), 2, 'nobody merged them')
    await sound(page)
    await question.getByRole('button', { name: /^No, two people/ }).click()
    assert.equal(await page.getByRole('region', { name: /the same person as/ }).filter({ hasText: 'DHd' }).count(), 0, 'it is not asked again')
    assert.equal(await row('DH').count() + await row('DHd').count(), 2, 'they are two people still')
    assert.doesNotMatch(await row('DH').innerText(), /Dana Harris/)
  })

  test('a later file is shown row by row, and only what is ticked is taken', async () => {
    const later = readFileSync(EXAMPLE, 'utf8')
      .replace('57 days\tWed 13/04/22\tThu 30/06/22\t5%\tStarted', '57 days\tWed 13/04/22\tFri 29/07/22\t40%\tStarted')
      .replace('2A.5 Identify best practice', '2A.9 Write down who pays for what\tTT\t20 days\tWed 01/06/22\tThu 30/06/22\t0%\tNot started\n2A.5 Identify best practice')
    await page.goto(`${service.url}/p/send`)
    await section(page, 'Import')
    await sound(page)
    await upload(page, { name: 'later.md', bytes: later })
    await toCheck(page)
    await toChanges(page)
    assert.equal(await title(page), 'What the file changes')
    await sound(page)
    assert.match(await main(page), /29 July 2022/)
    const tick = (code) => page.getByRole('checkbox', { name: new RegExp(`^${code.replace('.', '\\.')} `) })
    assert.ok(await tick('2A.9').isChecked(), 'what can be taken is ticked')
    for (const box of await page.locator('input[name=row]').all()) await box.uncheck()
    await press(page, 'Apply the changes')
    await told(page, /Select the rows to take/)
    await tick('2A.9').check()
    await fill(page, { 'Why (optional)': 'Agreed in June' })
    await press(page, 'Apply the changes')
    assert.equal(await title(page), 'The file was imported')
    await follow(page, 'See what happened, event by event')
    assert.match(await page.locator('table').innerText(), /2A\.9[\s\S]*Agreed in June/)
    await page.goto(`${service.url}/p/send/actions/2A.1?as_at=2026-12-31`)
    assert.match(await main(page), /30 June 2022/)
    assert.doesNotMatch(await main(page), /29 July 2022/, 'what was not ticked was not taken')

    // The same file again: what was left is offered again, nothing else.
    await page.goto(`${service.url}/p/send/import`)
    await upload(page, { name: 'later.md', bytes: later })
    await toCheck(page)
    await toChanges(page)
    assert.equal(await tick('2A.9').count(), 0)
    assert.ok(await page.locator('input[name=row]').count() > 0)
    await press(page, 'Apply the changes')
    await page.goto(`${service.url}/p/send/import`)
    await upload(page, { name: 'later.md', bytes: later })
    await toCheck(page)
    await toChanges(page)
    assert.match(await main(page), /Nothing changed\./)
    await sound(page)
    assert.deepEqual(heard, [])
  })
})
