// Only makes pleasanter what works without: the design system's own behaviour.
import { initAll } from './govuk-frontend.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()
