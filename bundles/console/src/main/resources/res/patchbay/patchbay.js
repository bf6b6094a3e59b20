// Loading the page again must not send the last form again.
if (window.history.replaceState) {
  window.history.replaceState(null, '', window.location.href);
}
