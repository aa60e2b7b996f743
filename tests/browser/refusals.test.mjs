// Files that cannot be taken as they are: each is refused with what it is and what to do, or asks somebody to look.

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { launch, missing, pageOf, skipped } from './browser.mjs'
import { locked, picture, withMacros } from './files.mjs'
import { fresh } from './service.mjs'
import { column, fill, follow, kept, main, press, setUp, sound, title, toChanges, toCheck, told, upload } from './steps.mjs'

if (missing) skipped(`refused files in a browser: ${missing}`)

/** No larger file is taken, in bytes. */
const LARGEST = 20_000_000

describe('files that are not taken as they are', { skip: missing }, () => {
  let browser, service, page
  before(async () => {
    service = await fresh()
    browser = await launch()
    page = await setUp(browser, service)
  })
  after(async () => {
    await browser?.close()
    await service?.stop()
  })

  const begin = async (name, file) => {
    await page.goto(`${service.url}/plans/new`)
    await fill(page, { 'Name of the plan': name })
    await upload(page, file)
  }

  for (const [what, file, words] of [
    ['a workbook with macros', { name: 'plan.xlsm', bytes: withMacros() }, /macros[\s\S]*saved without macros/],
    ['a workbook with a password', { name: 'plan.xlsx', bytes: locked() }, /locked with a password[\s\S]*clear the password/],
    ['an empty file', { name: 'plan.csv', bytes: '' }, /The selected file is empty/],
    ['a picture called a workbook', { name: 'plan.xlsx', bytes: picture() }, /a picture \(PNG\)/],
    ['a letter', { name: 'letter.txt', bytes: 'Dear all,\nthank you for coming.\nAnna\n' }, /Needed: /],
    ['a file that is too large', { name: 'plan.csv', bytes: Buffer.alloc(LARGEST + 1, 'x') }, /smaller than 20 MB/],
  ]) {
    test(`${what} is refused with what to do, and the name of the plan is kept`, async () => {
      await begin('refused', file)
      await told(page, words)
      assert.equal(await page.getByLabel('Name of the plan').inputValue(), 'refused')
      await page.goto(`${service.url}/p/refused`)
      assert.equal(await title(page), 'Page not found', 'no plan was made')
    })
  }

  test('a PDF asks somebody to look at every row before it is taken', async () => {
    const printer = await pageOf(browser, 1280)
    const rows = [['Code', 'Action', 'Lead', 'Start', 'Finish', '% complete'], ['1A', 'Write the guide', 'DH', '01/03/2022', '30/06/2022', '5%'], ['1B', 'Train the staff', 'RW', '01/04/2022', '29/07/2022', '10%']]
    const cells = rows.map((row) => `<tr>${row.map((cell) => `<td style="padding: 4px 24px">${cell}</td>`).join('')}</tr>`).join('')
    await printer.setContent(`<table>${cells}</table>`)
    const bytes = await printer.pdf({ format: 'A4', landscape: true })
    await printer.context().close()
    await begin('printed', { name: 'plan.pdf', bytes })
    await toCheck(page)
    await toChanges(page)
    // Chromium prints the two letters f of "staff" as one.
    assert.match(await page.locator('table').innerText(), /1B\s+Train the staff\s+RW\s+1 April 2022\s+29 July 2022\s+10%/)
    await sound(page)
    await press(page, 'Import the plan')
    await told(page, /Confirm that you have looked at every row/)
    await page.getByLabel('I have looked at every row').check()
    await press(page, 'Import the plan')
    assert.equal(await title(page), 'The file was imported')
  })

  test('a table whose headings nobody knows is shown, and a person says what its columns hold', async () => {
    await begin('odd', { name: 'odd.csv', bytes: 'Ident,Whatsit,Crew,Stopping\nZ1,Write the guide,DH,30/06/2022\nZ2,Train the staff,RW,soon\n' })
    assert.equal(await title(page), 'Say what the columns hold')
    await sound(page)
    assert.match(await page.locator('table').innerText(), /Write the guide; Train the staff/)
    const is = (heading, holds) => page.getByLabel(heading, { exact: true }).selectOption(holds)
    await is('Ident', 'Code of the action')
    await is('Whatsit', 'Code of the action')
    await press(page, 'Continue')
    await told(page, /Only one column can hold “Code of the action”/)
    await is('Whatsit', 'What is to be done')
    await is('Crew', 'Lead officer')
    await is('Stopping', 'Finish')
    await toCheck(page)
    assert.equal(await title(page), 'Check what was read')
    const list = (await kept(page, () => follow(page, 'Download the list of problems (CSV)'))).bytes.toString()
    assert.match(list, /^,3,.*soon/m, 'the row of the value that was not understood')
    await toChanges(page)
    await press(page, 'Import the plan')
    await page.goto(`${service.url}/p/odd/actions`)
    const table = page.getByRole('table', { name: 'Actions of the plan' })
    const read = { Action: ['Write the guide', 'Train the staff'], Officers: ['DH', 'RW'], Finish: ['30 June 2022', 'soon'] }
    for (const [heading, cells] of Object.entries(read)) assert.deepEqual([...(await column(table, heading))], [['Z1', cells[0]], ['Z2', cells[1]]], heading)
  })

  test('a new action without the new focus area above it is refused, and what was ticked is kept', async () => {
    const first = 'Code,Focus area,Action,Start,Finish\n1A,1 Voice,Write the guide,01/03/2022,30/06/2022\n'
    await begin('small', { name: 'first.csv', bytes: first })
    await toCheck(page)
    await toChanges(page)
    await press(page, 'Import the plan')
    await page.goto(`${service.url}/p/small/import`)
    await upload(page, { name: 'later.csv', bytes: `${first}2A,2 Health,Train the staff,01/03/2022,30/06/2022\n` })
    await toCheck(page)
    await toChanges(page)
    const area = page.getByRole('checkbox', { name: /Health/ })
    await area.uncheck()
    await press(page, 'Apply the changes')
    await told(page, /2A .*stands under .*Health.*Take both, or leave both/)
    assert.equal(await area.isChecked(), false)
    assert.equal(await page.getByRole('checkbox', { name: /^2A/ }).isChecked(), true)
    await area.check()
    await press(page, 'Apply the changes')
    assert.equal(await title(page), 'The file was imported')
    assert.match(await main(page), /events were recorded/)
  })
})
