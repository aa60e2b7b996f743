
// Updates are saved as they are given: what was chosen about one action is sent by itself, as its button does.
const updates = document.querySelector('[data-autosave] form')
if (updates) {
  const waiting = new Map()
  // What is typed and cannot be saved yet stays in this tab, so that a page that is loaded again still has it.
  // Each area has an address of its own, and keeps apart what is typed in it.
  const KEPT = `onpace-updates ${location.pathname}`
  const kept = () => JSON.parse(sessionStorage.getItem(KEPT) ?? '{}')
  const keep = (all) => sessionStorage.setItem(KEPT, JSON.stringify(all))
  const own = (button) => (name) => name.endsWith(`-${button.value}`) && !name.startsWith('seen-')
  const forget = (button) => keep(Object.fromEntries(Object.entries(kept()).filter(([name]) => !own(button)(name))))
  for (const [name, value] of Object.entries(kept())) {
    const field = updates.elements[name]
    if (field && !field.value) field.value = value
  }
  updates.addEventListener('input', ({ target }) => {
    if (target.name && !target.name.startsWith('seen-') && target.name !== 'token') keep({ ...kept(), [target.name]: target.value })
  })
  updates.addEventListener('submit', () => keep({}))
  const save = async (button) => {
    const told = button.parentElement.querySelector('[role=status]') ?? button.parentElement.appendChild(document.createElement('span'))
    told.setAttribute('role', 'status')
    const body = new URLSearchParams(new FormData(updates))
    body.set('only', button.value)
    const answer = await fetch(updates.action, { method: 'POST', body, redirect: 'follow' }).catch(() => null)
    told.textContent = answer?.ok ? ' Saved.' : ' Not saved yet.'
    if (answer?.ok) forget(button)
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
