/* Drag a circle of the map: fills in the form beside it, which says why and is sent as without scripts.
   An extra: the form does the same by keyboard. */
"use strict"
const drawing = document.querySelector("[data-map] svg")
const form = document.querySelector("[data-move-form]")
if (drawing && form) {
  const {left, bottom, side} = drawing.dataset
  const told = form.querySelector("[data-told]")
  let moving = null

  const place = event => {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(drawing.getScreenCTM().inverse())
    const scale = value => Math.min(10, Math.max(0, Math.round((value * 10) / side)))
    return {at, interest: scale(at.x - left), influence: scale(bottom - at.y)}
  }

  drawing.addEventListener("pointerdown", event => {
    const group = event.target.closest("[data-who]")
    if (!group || event.button) return
    event.preventDefault()
    moving = {group, from: place(event).at}
    group.setPointerCapture(event.pointerId)
  })
  drawing.addEventListener("pointermove", event => {
    if (!moving) return
    const {at} = place(event)
    moving.group.setAttribute("transform", `translate(${at.x - moving.from.x} ${at.y - moving.from.y})`)
  })
  drawing.addEventListener("pointerup", event => {
    if (!moving) return
    const {at, influence, interest} = place(event)
    const far = Math.hypot(at.x - moving.from.x, at.y - moving.from.y) > 6
    const who = moving.group.dataset.who
    if (!far) moving.group.removeAttribute("transform")
    moving = null
    if (!far) return
    for (const other of drawing.querySelectorAll("[data-who][transform]")) if (other.dataset.who !== who) other.removeAttribute("transform")
    form.elements.who.value = who
    form.elements.influence.value = influence
    form.elements.interest.value = interest
    told.textContent = told.dataset.told.replace("{influence}", influence).replace("{interest}", interest)
    form.elements.why.focus()
  })
  drawing.addEventListener("pointercancel", () => {
    moving?.group.removeAttribute("transform")
    moving = null
  })
  for (const group of drawing.querySelectorAll("[data-who]")) group.classList.add("team-map__moves")
}
