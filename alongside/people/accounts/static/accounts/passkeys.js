// Passkeys: the browser asks the person, we send its answer with the form. Where a browser cannot, nothing is shown.
const form = document.querySelector('form[data-passkey]')
const able = window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON

async function options () {
  if (form.dataset.options) return JSON.parse(document.getElementById(form.dataset.options).textContent)
  const answer = await fetch(form.action, { headers: { Accept: 'application/json' } })
  return (await answer.json()).request_options
}

async function ask () {
  const { publicKey } = await options()
  if (form.dataset.passkey === 'get') {
    return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) })
  }
  publicKey.authenticatorSelection = {
    ...publicKey.authenticatorSelection, residentKey: 'required', requireResidentKey: true, userVerification: 'required'
  }
  return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) })
}

if (form && able) {
  form.hidden = false
  const problem = form.querySelector('[data-problem]')
  form.addEventListener('submit', async event => {
    event.preventDefault()
    problem.hidden = true
    try {
      form.elements.credential.value = JSON.stringify((await ask()).toJSON())
      form.submit()
    } catch {
      problem.hidden = false
      problem.focus()
    }
  })
} else if (form) {
  document.querySelectorAll('[data-without-passkeys]').forEach(each => { each.hidden = false })
}
