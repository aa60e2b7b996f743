
// Passkeys: on its pages the form asks the browser first, and carries what it answers.
const asking = document.querySelector('[data-passkey]')
if (asking) {
  const form = asking.form
  const problem = form.querySelector('[data-passkey-problem]')
  form.addEventListener('submit', async (event) => {
    if (asking.value) return
    event.preventDefault()
    problem.textContent = ''
    try {
      const options = JSON.parse(asking.dataset.options)
      const credential = asking.dataset.passkey === 'create'
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
      asking.value = JSON.stringify(credential)
      form.requestSubmit()
    } catch (refusal) {
      const known = {
        NotAllowedError: 'Nothing was shown in time, or you stopped. Try again, or use a link instead.',
        InvalidStateError: 'This device holds a passkey of yours already.'
      }
      problem.textContent = known[refusal.name] ?? 'This browser cannot use passkeys here. Use a link instead.'
    }
  })
}
