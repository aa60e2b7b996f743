
// Updates are saved as they are given: what was chosen about one action is sent by itself, as its button does.
const updates = document.querySelector('[data-autosave] form')
if (updates) {
  const waiting = new Map()
  const save = async (button) => {
    const told = button.parentElement.querySelector('[role=status]') ?? button.parentElement.appendChild(document.createElement('span'))
    told.setAttribute('role', 'status')
    const body = new URLSearchParams(new FormData(updates))
    body.set('only', button.value)
    const answer = await fetch(updates.action, { method: 'POST', body, redirect: 'follow' }).catch(() => null)
    told.textContent = answer?.ok ? ' Saved.' : ''
    // What we saved ourselves is no answer of somebody else.
    if (answer?.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      const seen = page.querySelector(`[name="seen-${button.value}"]`)
      if (seen) updates.elements[`seen-${button.value}`].value = seen.value
      const [count, now] = [document, page].map((one) => one.querySelector('main p[role=status]'))
      // After the last one the answer is the receipt, which counts nothing.
      if (count) count.textContent = now?.textContent ?? 'You have answered everything.'
    }
  }
  updates.addEventListener('change', ({ target }) => {
    const group = target.closest('.govuk-form-group:has(fieldset)')
    const button = group?.querySelector('button[name=only]')
    if (!button || !group.querySelector('[type=radio]:checked')) return
    clearTimeout(waiting.get(button))
    waiting.set(button, setTimeout(() => save(button), 600))
  })
}
