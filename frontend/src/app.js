// Makes the pages that already work without a script a little kinder. GOV.UK Frontend looks for its class on the
// body before it folds anything away; it is set here, not in the page, so that the page needs no inline script, and
// so that a script that fails to arrive leaves everything open.
import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  createAll,
} from 'govuk-frontend'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')

createAll(Button, { preventDoubleClick: true })
createAll(ErrorSummary)
createAll(CharacterCount)
createAll(Checkboxes)
createAll(NotificationBanner)
createAll(PasswordInput)
createAll(Radios)
createAll(ServiceNavigation)
createAll(SkipLink)
