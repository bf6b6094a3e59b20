// Files that are dropped anywhere on a page, while it is shown.

/** Calls `onFiles` with the files of each drop. What is returned tells whether some are just held over the page. */
export function drops(page, onFiles) {
  let over = false;
  const show = (now) => {
    if (over === now) return;
    over = now;
    page.update();
  };
  // a field for files takes them itself; anything else, and a browser would leave the page to show the file
  const isOurs = (event) => event.dataTransfer?.types.includes('Files') && !event.target.closest?.('input[type=file]');
  const isAsking = () => document.querySelector('dialog[open]') !== null;
  const on = {
    dragover(event) {
      if (!isOurs(event)) return;
      event.preventDefault();
      if (!isAsking()) show(true);
    },
    dragleave(event) {
      if (event.relatedTarget === null) show(false);
    },
    drop(event) {
      if (!isOurs(event)) return;
      event.preventDefault();
      show(false);
      if (!isAsking()) onFiles([...event.dataTransfer.files]);
    },
  };
  Object.entries(on).forEach(([name, listener]) => addEventListener(name, listener));
  page.onLeave(() => Object.entries(on).forEach(([name, listener]) => removeEventListener(name, listener)));
  return () => over;
}
