// What a page looks like, measured in the page itself. Not here: which pages are looked at.

/** What WCAG 1.4.12 lets a reader set, and letters twice as large on top where `large`. CSP is obeyed: no element is added. */
export function widen(page, large = false) {
  return page.evaluate((large) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(`
      * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
      p { margin-bottom: 2em !important; }
      ${large ? 'html { font-size: 200% !important; }' : ''}`)
    document.adoptedStyleSheets = [sheet]
  }, large)
}

export const asBefore = (page) => page.evaluate(() => (document.adoptedStyleSheets = []))

/** Elements whose words are cut off. What is for screen readers only is cut off on purpose. */
export function clipped(page) {
  return page.evaluate(() => {
    const cuts = (e) => ['hidden', 'clip'].includes(getComputedStyle(e).overflowX) || ['hidden', 'clip'].includes(getComputedStyle(e).overflowY)
    const isSeen = (e) => e.checkVisibility() && e.clientWidth > 2 && e.clientHeight > 2
    return [...document.querySelectorAll('main *:not(svg, svg *), header *, nav *, footer *')]
      .filter((e) => cuts(e) && isSeen(e) && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1))
      .map((e) => `cut off: ${e.outerHTML.slice(0, 120)}`)
  })
}

/** Targets that WCAG 2.5.8 finds too small: under 24 pixels, not in a sentence, and not with room around them. */
export function smallTargets(page) {
  return page.evaluate(() => {
    const all = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')].filter((e) => e.checkVisibility())
    const inSentence = (e) => {
      if (e.tagName !== 'A' || !getComputedStyle(e).display.startsWith('inline') || getComputedStyle(e).display !== 'inline') return false
      const around = e.closest('p, li, td, th, dd, dt, caption, .govuk-inset-text')
      return around !== null && around.innerText.trim().length > e.innerText.trim().length
    }
    const box = (e) => e.getBoundingClientRect()
    const isSmall = (e) => box(e).height < 24 || box(e).width < 24
    const centre = (e) => ({ x: box(e).x + box(e).width / 2, y: box(e).y + box(e).height / 2 })
    const apart = (at, e) => Math.hypot(at.x - Math.max(box(e).left, Math.min(at.x, box(e).right)), at.y - Math.max(box(e).top, Math.min(at.y, box(e).bottom)))
    const crowds = (one, other) => {
      if (one === other || one.contains(other) || other.contains(one)) return false
      const between = Math.hypot(centre(one).x - centre(other).x, centre(one).y - centre(other).y)
      return apart(centre(one), other) < 12 || (isSmall(other) && between < 24)
    }
    return all
      .filter((e) => isSmall(e) && !inSentence(e) && all.some((other) => crowds(e, other)))
      .map((e) => `${Math.round(box(e).width)} by ${Math.round(box(e).height)} pixels: ${e.outerHTML.slice(0, 120)}`)
  })
}

/** What a screen reader would lack in tables and pictures, and numbers that do not stand under each other. */
export function tablesAndPictures(page) {
  return page.evaluate(() => {
    const told = []
    const words = (e) => e.textContent.replace(/\s+/g, ' ').trim()
    for (const table of document.querySelectorAll('main table')) {
      const name = table.caption ? words(table.caption) : ''
      if (!name) told.push(`a table has no caption: ${table.outerHTML.slice(0, 100)}`)
      for (const th of table.querySelectorAll('th')) if (!['col', 'row', 'rowgroup', 'colgroup'].includes(th.scope)) told.push(`a heading of \u201c${name}\u201d has no scope: ${words(th)}`)
      const [head, ...body] = [...table.rows]
      for (const [at, th] of [...head.cells].entries()) {
        if (!words(th)) told.push(`a column of \u201c${name}\u201d has no heading`)
        const cells = body.map((row) => row.cells[at]).filter((cell) => cell?.tagName === 'TD' && words(cell))
        const areNumbers = cells.length > 1 && cells.every((cell) => /^[\u2212-]?[\d.,]+ ?%?$/.test(words(cell)))
        if (areNumbers && cells.some((cell) => !['right', 'end'].includes(getComputedStyle(cell).textAlign))) told.push(`the numbers of \u201c${words(th)}\u201d in \u201c${name}\u201d do not stand at the right`)
      }
    }
    for (const svg of document.querySelectorAll('svg:not([aria-hidden="true"])')) {
      const name = svg.getAttribute('aria-label') ?? svg.querySelector('title')?.textContent ?? ''
      if (svg.getAttribute('role') !== 'img' || name.trim().length <= 10) told.push(`a picture has no name: ${svg.outerHTML.slice(0, 100)}`)
    }
    return told
  })
}

/** Statuses that colour alone tells, here and now: a word, a shape, and a frame or a ground that is seen. */
export function statusesByColour(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll('.tag')]
      .filter((tag) => {
        const style = getComputedStyle(tag)
        const hasFrame = parseFloat(style.borderTopWidth) >= 1 && style.borderTopStyle !== 'none'
        return !/[A-Za-z]{3}/.test(tag.textContent) || !tag.querySelector('svg[aria-hidden="true"] *') || !hasFrame
      })
      .map((tag) => `only its colour tells: ${tag.outerHTML.slice(0, 120)}`),
  )
}
