// The words of the service itself: easy to read, without jargon, dates in full. The plan's own words (titles,
// notes, what a file said) are the authors'; they are left out.

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { launch, missing } from './browser.mjs'
import { complaints, signedIn } from './pages.mjs'
import { grade, sentencesOf } from './readability.mjs'
import { demo } from './service.mjs'

/** Readers of 11 are in school year 6; a page may ask for a year more. */
const A_PAGE = 6
/** One sentence may be this long, in words. */
const A_SENTENCE = 40
/** The law fixes the words of the accessibility statement, and these two name laws. */
const BY_LAW = ['/accessibility', '/privacy']
/** Not for readers, or not plain: what to write instead is in the right-hand column. */
const AVOIDED = {
  'utili[sz]e': 'use', commence: 'start', terminate: 'end', prior: 'before', 'in order to': 'to', regarding: 'about', 'with regard to': 'about',
  leverage: 'use', 'going forward': 'from now on', facilitate: 'help', ensure: 'make sure', deliverables: 'what is done', robust: 'strong',
  'invalid': 'say what is wrong', 'please note': 'nothing', 'e\\.g\\.': 'for example', 'i\\.e\\.': 'that is', 'etc': 'and so on', 'via': 'by',
  '\\w+\\(s\\)': 'both forms', 'null|undefined|NaN|None\\(': 'nothing: a fault of the program',
}
/** Parts of a page that hold words of a plan. */
const OF_THE_PLAN = '.of-plan, table, .pressed, svg, code, pre, option, select, input, .history, .onpace-call, h1, .govuk-summary-list__value, .onpace-nav, [aria-hidden=true]'

/** A date that somebody has to work out. */
const IN_FIGURES = /(?<![-\w])(\d{1,2}\/\d{1,2}\/\d{2,4}|20\d\d-\d\d-\d\d)(?![-\w]|\.\w)/

/** The service's own sentences on the page, each block by itself. */
const ownWords = (page) =>
  page.evaluate((left) => {
    const copy = document.querySelector('main').cloneNode(true)
    copy.querySelectorAll(left).forEach((e) => e.remove())
    // A list of rows of the plan: each item begins with the link to its row.
    copy.querySelectorAll('li').forEach((li) => li.querySelector('a[href*="/actions/"]') && li.remove())
    const isBlock = (e) => !e.querySelector('p, li, dt, dd, label, legend, h2, h3, summary, .govuk-hint')
    const blocks = [...copy.querySelectorAll('p, li, dt, dd, label, legend, h2, h3, summary, .govuk-hint, .govuk-inset-text')].filter(isBlock)
    return blocks.map((e) => e.textContent.replace(/\s+/g, ' ').trim()).filter(Boolean).join('\n')
  }, OF_THE_PLAN)

describe('the words of the pages', { skip: missing }, () => {
  let browser, service
  before(async () => {
    service = await demo()
    browser = await launch()
  })
  after(async () => {
    await browser?.close()
    await service?.stop()
  })

  test('the measure tells easy words from hard ones', () => {
    const easy = 'You can look at any day of the past. What you leave empty stays as it was. Choose a cell to see its actions.'
    const hard = 'Stakeholders should endeavour to facilitate multidisciplinary collaboration notwithstanding organisational interdependencies, thereby operationalising transformational commissioning arrangements throughout successive implementation periods.'
    assert.ok(grade(sentencesOf(easy)) < 4, `${grade(sentencesOf(easy))}`)
    assert.ok(grade(sentencesOf(hard)) > 15, `${grade(sentencesOf(hard))}`)
  })

  for (const role of ['Programme manager', 'Administrator']) {
    test(`what the ${role} reads is easy to read`, async () => {
      const page = await signedIn(browser, service, role)
      const told = await complaints(page, `${service.url}/`, async (path) => {
        const text = await ownWords(page)
        const sentences = sentencesOf(text)
        const wrong = []
        const words = sentences.flat().length
        if (words > 30 && !BY_LAW.includes(path) && grade(sentences) > A_PAGE) {
          wrong.push(`needs school year ${grade(sentences).toFixed(1)}: ${sentences.sort((a, b) => grade([b]) - grade([a]))[0].join(' ')}`)
        }
        if (!BY_LAW.includes(path)) wrong.push(...sentences.filter((one) => one.length > A_SENTENCE).map((one) => `${one.length} words: ${one.join(' ')}`))
        for (const [avoided, better] of Object.entries(AVOIDED)) {
          const found = text.match(new RegExp(`\\b(${avoided})(?!\\w)`, 'i'))
          if (found && !BY_LAW.includes(path)) wrong.push(`says \u201c${found[0]}\u201d; plainer: ${better}`)
        }
        // Examples of what to type may be short, and so is what was found in a file, or its name.
        const lines = (await page.locator('main').innerText()).split('\n').filter((line) => !/For example|such as|^Found: /.test(line))
        wrong.push(...lines.filter((line) => IN_FIGURES.test(line)).map((line) => `a date in figures: ${line}`))
        return wrong
      })
      assert.deepEqual(told, [])
      await page.context().close()
    })
  }
})
