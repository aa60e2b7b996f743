// What people do again and again on the pages: set up, sign in, fill in, press, keep a file; and what is asked of
// every page on the way. Not here: what any one journey expects.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pageOf } from './browser.mjs'
import { axeOf, lint, tooWide } from './crawl.mjs'
import { mailed } from './service.mjs'

/** The plan of the example, as the council published it. */
export const EXAMPLE = join(resolve(import.meta.dirname, '../..'), 'examples/torbay/school-forum-report-2022-06-16.md')

export const title = (page) => page.locator('h1').innerText()
export const main = (page) => page.locator('main').innerText()

export async function until(what, found) {
  for (let tries = 0; tries < 400; tries += 1) {
    const value = await found()
    if (value) return value
    await new Promise((wait) => setTimeout(wait, 50))
  }
  throw new Error(`in vain: ${what}`)
}

/** Types into fields, by their labels. */
export async function fill(page, fields) {
  for (const [label, text] of Object.entries(fields)) await page.locator('main').getByLabel(label, { exact: true }).fill(text)
}

export const press = (page, name) => page.locator('main').getByRole('button', { name, exact: typeof name === 'string' }).click()
export const follow = (page, name) => page.locator('main').getByRole('link', { name, exact: typeof name === 'string' }).first().click()
/** Looks at a page again. Chromium refuses to reload a page that is just taking another's place, so it is gone to. */
export async function again(page) {
  await page.waitForLoadState()
  await page.goto(page.url())
}
/** What stands in a column of a table under a heading, by the heading of each row, in the order of the rows. */
export async function column(table, heading) {
  const headings = await table.locator('thead th').allInnerTexts()
  const nth = headings.findIndex((one) => one.trim() === heading)
  assert.ok(nth >= 0, `${heading} is not among the headings ${headings}`)
  const rows = await table.locator('tbody tr').evaluateAll((all, at) => all.map((row) => [row.querySelector('th[scope=row]').innerText.trim(), row.cells[at].innerText.trim()]), nth)
  return new Map(rows)
}

/** The part of the navigation in which each page stands. */
const PARTS = {
  Overview: ['Overview'],
  Plan: ['Actions', 'Timeline', 'What is due when', 'Progress against plan', 'Changes', 'Checks', 'Import'],
  Updates: ['Update rounds', 'Inbox'],
  Board: ['Board packs', 'Reports'],
  People: ['People'],
  Record: ['Record of changes'],
  Settings: ['Settings']
}

/** Goes to a page of the plan by way of its part, as somebody goes who knows neither address. */
export const section = async (page, name) => {
  const [part] = Object.entries(PARTS).find(([, pages]) => pages.includes(name)) ?? assert.fail(`no part has a page “${name}”`)
  await page.getByRole('navigation', { name: 'Parts of this plan' }).getByRole('link', { name: part, exact: true }).click()
  const pages = page.getByRole('navigation', { name: `Pages of ${part}` })
  if (await pages.count()) await pages.getByRole('link', { name, exact: true }).click()
}

/** Holds a page as it stands against axe, the headings and 320 pixels. */
export async function sound(page) {
  const where = `${new URL(page.url()).pathname} (${await page.title()})`
  assert.deepEqual(await axeOf(page), [], where)
  assert.deepEqual(await lint(page), [], where)
  const { width, height } = page.viewportSize()
  await page.setViewportSize({ width: 320, height })
  assert.deepEqual(await tooWide(page), [], where)
  await page.setViewportSize({ width, height })
}

/** Holds a page against the same, and that it says what is wrong: in its title, above everything, at the field. */
export async function told(page, words) {
  assert.match(await page.title(), /^Error: /)
  const summary = page.locator('.govuk-error-summary')
  assert.match(await summary.innerText(), words)
  assert.match(await summary.locator('h2').innerText(), /^There is a problem$/)
  for (const link of await summary.locator('a').all()) {
    const id = (await link.getAttribute('href')).slice(1)
    assert.equal(await page.locator(`[id="${id}"]`).count(), 1, `the summary leads to #${id}, which is nowhere`)
  }
  await sound(page)
}

/** The file that an act makes the browser keep. */
export async function kept(page, act) {
  const [file] = await Promise.all([page.waitForEvent('download'), act()])
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) }
}

/** Sets a fresh service up by its code; the page of who did, who is its administrator. */
export async function setUp(browser, service, name = 'Ada Admin', email = 'ada@here.invalid') {
  const page = await pageOf(browser, 1280, { acceptDownloads: true })
  await page.goto(service.url)
  await fill(page, { 'Set-up code': service.code, 'Your name': name, 'Your email address': email })
  await press(page, 'Set up Onpace')
  assert.equal(await title(page), 'Your plans')
  return page
}

/** Opens a link to sign in with and presses its button. */
export async function enter(page, link) {
  await page.goto(link)
  await press(page, 'Sign in')
}

/** Signs somebody in by the letter that they ask for, in a browser of their own. */
export async function signIn(browser, service, email) {
  const page = await pageOf(browser, 1280, { acceptDownloads: true })
  const letters = () => mailed(service.mail).filter((one) => one.link && one.to === email)
  const before = letters().length
  await page.goto(`${service.url}/sign-in`)
  await page.locator('#email').fill(email)
  await page.locator('main button[type=submit]').first().click()
  await page.waitForURL(/check-email/)
  await until(`the letter to ${email}`, () => letters().length > before)
  await enter(page, letters().at(-1).link)
  assert.equal(await title(page), 'Your plans')
  return page
}

/** Uploads a file on the page that asks for one: a path, or a name with its text or bytes. */
export async function upload(page, file) {
  const sent = typeof file === 'string' ? file : { name: file.name, mimeType: 'application/octet-stream', buffer: Buffer.from(file.bytes) }
  await page.getByLabel('File of the plan').setInputFiles(sent)
  await press(page, 'Upload')
}

/** From what the columns hold to the check, and from there to what the file changes. */
export async function toCheck(page) {
  await press(page, 'Continue')
  await page.waitForURL(/\/check$/)
}
export async function toChanges(page) {
  await press(page, 'Continue')
  await page.waitForURL(/\/changes$/)
}

/** Imports the example as a new plan of a name. */
export async function importExample(page, service, plan) {
  await page.goto(`${service.url}/plans/new`)
  await fill(page, { 'Name of the plan': plan })
  await upload(page, EXAMPLE)
  await toCheck(page)
  await toChanges(page)
  await press(page, 'Import the plan')
  assert.equal(await title(page), 'The file was imported')
}

/** Adds a user with a role in a plan. */
export async function addUser(page, service, name, email, role, plan) {
  await page.goto(`${service.url}/admin/users/new`)
  await fill(page, { Name: name, 'Email address': email })
  const group = page.getByRole('group', { name: plan ? `In the plan ${plan}` : 'For the whole installation' })
  await group.getByLabel(role, { exact: true }).check()
  await press(page, 'Add the user')
  assert.equal(await title(page), 'Users')
}
