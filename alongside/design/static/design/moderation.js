// Words selected in the original can be hidden with one press. Without this file they are typed.
const form = document.querySelector('[data-moderation]')
const text = document.querySelector('#text')
const place = form.querySelector('[data-hide-selected]')
const said = place.querySelector('[role=status]')
const words = form.querySelector('[name=words]')
let selected = ''

document.addEventListener('selectionchange', () => {
  const selection = getSelection()
  const inside = selection.rangeCount && text.contains(selection.getRangeAt(0).commonAncestorContainer)
  if (inside && selection.toString().trim()) selected = selection.toString().replace(/\s+/g, ' ').trim()
})

place.hidden = false
place.querySelector('button').addEventListener('click', () => {
  if (!selected) return
  words.value = [...words.value.split('\n').filter(line => line.trim()), selected].join('\n')
  form.querySelector('[name=state][value=hidden-words]').checked = true
  said.textContent = said.dataset.words.replace('{0}', selected)
  selected = ''
})
