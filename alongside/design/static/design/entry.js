// Typing in form after form without a reload, and keeping forms when the line drops.
// Without this file the same page works with a reload after each form.
const KEPT = 'alongside-kept:' + location.pathname

const kept = () => JSON.parse(localStorage.getItem(KEPT) || '[]')
const keep = forms => localStorage.setItem(KEPT, JSON.stringify(forms))

function showKept () {
  const place = document.querySelector('[data-kept]')
  const waiting = kept().length
  if (place && waiting) place.textContent = place.dataset.words.replace('{0}', waiting)
}

function token () {
  return document.querySelector('[data-entry] [name=csrfmiddlewaretoken]').value
}

async function post (fields) {
  const body = new URLSearchParams(fields)
  body.set('csrfmiddlewaretoken', token())
  const answer = await fetch(location.pathname, { method: 'POST', body, redirect: 'follow' })
  if (answer.status >= 500 || answer.status === 403) throw new Error('not taken')
  return answer
}

function focusFirst () {
  const wrong = document.querySelector('#entry .nhsuk-error-summary')
  const first = document.querySelector('#entry [data-entry] input:not([type=hidden]), #entry [data-entry] textarea')
  if (wrong) { wrong.setAttribute('tabindex', '-1'); wrong.focus() } else if (first) first.focus()
}

async function show (answer) {
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const entry = page.querySelector('#entry')
  if (!entry) { location.reload(); return }
  document.title = page.title
  document.querySelector('#entry').replaceWith(entry)
  showKept()
  focusFirst()
}

async function sendKept () {
  let waiting = kept()
  while (waiting.length) {
    try { await post(waiting[0]) } catch { return }
    waiting = kept().slice(1)
    keep(waiting)
    showKept()
    if (!waiting.length) await show(await fetch(location.pathname))
  }
}

document.addEventListener('submit', async event => {
  const form = event.target.closest('[data-entry]')
  if (!form) return
  event.preventDefault()
  const fields = [...new FormData(form)].filter(([name]) => name !== 'csrfmiddlewaretoken')
  try {
    await show(await post(fields))
  } catch {
    keep([...kept(), fields])
    form.reset()
    form.elements.once.value = crypto.randomUUID()
    showKept()
    focusFirst()
  }
})
window.addEventListener('online', sendKept)
window.addEventListener('beforeunload', event => { if (kept().length) event.preventDefault() })
setInterval(sendKept, 15000)
showKept()
if (kept().length) sendKept()
