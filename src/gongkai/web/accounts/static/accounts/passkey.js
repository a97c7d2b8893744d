/* Where a passkey cannot be read or made, the page says so: allauth's own script tells it to this event. */
document.addEventListener('allauth.error', function (event) {
  const trouble = document.getElementById('passkey-trouble')
  if (trouble === null) return
  event.preventDefault()
  trouble.hidden = false
  trouble.focus()
})
