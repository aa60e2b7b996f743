// Only makes pleasanter what works without: the design system's own behaviour, and telling in time when
// the session is about to end.
import { initAll } from './govuk-frontend.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()

const region = document.querySelector('[data-ends-in]')
if (region) tellTheEnd(region, region.firstElementChild)

/** Shows the warning before the end; its link goes on with the session without leaving the page. */
function tellTheEnd(region, warning) {
  const wait = (seconds) =>
    setTimeout(() => {
      warning.hidden = false
      region.replaceChildren(warning)
    }, Math.max(0, seconds - region.dataset.toldBefore) * 1000)
  const link = warning.querySelector('a')
  // The link opens a tab of its own for those without scripts; here it need not.
  link.removeAttribute('target')
  link.querySelector('span').remove()
  link.addEventListener('click', async (event) => {
    event.preventDefault()
    const answer = await fetch(link.href)
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const stays = page.querySelector('#stays')
    if (!stays) {
      region.textContent = 'You are signed out. Send the form when you are done: you can sign in then, and nothing is lost.'
      return
    }
    stays.removeAttribute('id')
    region.replaceChildren(stays)
    const left = Number(page.querySelector('[data-ends-in]').dataset.endsIn)
    if (left > region.dataset.toldBefore) wait(left)
  })
  wait(Number(region.dataset.endsIn))
}
