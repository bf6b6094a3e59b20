// Loading the page again must not send the last form again.
if (window.history.replaceState) {
  window.history.replaceState(null, '', window.location.href);
}
// A page that says so is kept up to date; what is scrolled stays where it is.
(function () {
  var page = document.querySelector('#patchbay[data-live]');
  if (!page) {
    return;
  }
  function again() {
    setTimeout(refresh, Number(page.dataset.live));
  }
  function refresh() {
    if (document.hidden) {
      again();
      return;
    }
    fetch(window.location.href, { credentials: 'same-origin' }).then(function (answer) {
      return answer.ok ? answer.text() : Promise.reject(new Error('answered ' + answer.status));
    }).then(function (text) {
      var fresh = new DOMParser().parseFromString(text, 'text/html').querySelector('#patchbay');
      if (fresh) {
        page.replaceChildren.apply(page, Array.from(fresh.childNodes));
        page.classList.remove('stale');
      }
    }).catch(function () {
      page.classList.add('stale');
    }).then(again);
  }
  again();
}());
