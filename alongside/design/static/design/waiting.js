// Asks every few seconds how far slow work is, and says when it is done. Without this file "Check again" does it.
const place = document.querySelector('[data-waiting]')

async function check () {
  let page
  try {
    const answer = await fetch(location.href)
    page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  } catch { return }
  const there = page.querySelector('[data-waiting]')
  if (there) {
    place.querySelector('[data-progress]').replaceWith(there.querySelector('[data-progress]'))
    return
  }
  clearInterval(asking)
  place.querySelector('[data-progress]').remove()
  place.querySelector('[role=status]').textContent = place.dataset.waiting
  place.querySelector('a').textContent = place.dataset.go
}

const asking = place && setInterval(check, 3000)
