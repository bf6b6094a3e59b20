// A board of tic-tac-toe: nine buttons, by mouse, touch or keyboard.
const ARROWS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -3, ArrowDown: 3 };

export class Board {
  #fields;
  #images;
  #isMine = false; // whether this client may move now

  /**
   * @param root an empty element
   * @param onMove told the number of a field that is chosen
   */
  constructor(root, onMove) {
    this.#fields = Array.from({ length: 9 }, (_, number) => {
      const field = document.createElement('button');
      field.type = 'button';
      field.addEventListener('click', () => this.#isFree(number) && onMove(number));
      field.addEventListener('keydown', (event) => this.#walk(event, number));
      return field;
    });
    root.replaceChildren(...this.#fields);
  }

  /** @param images what X and O look like, if the release has pictures of them */
  dress(images) {
    this.#images = images;
  }

  /**
   * Shows how a match stands.
   *
   * @param marks of the fields, in rows
   * @param isMine whether this client may move now
   */
  show(marks, isMine) {
    this.#isMine = isMine;
    this.#fields.forEach((field, number) => {
      const mark = marks[number];
      if (field.dataset.mark !== mark) {
        field.dataset.mark = mark;
        field.replaceChildren(...(mark ? [this.#picture(mark)] : []));
      }
      // not `disabled`, which would take the focus away from who plays by keyboard
      field.setAttribute('aria-disabled', String(!this.#isFree(number)));
      field.setAttribute('aria-label', `row ${Math.floor(number / 3) + 1}, column ${number % 3 + 1}: ${mark || 'free'}`);
    });
  }

  focus() {
    this.#fields[4].focus();
  }

  #isFree(number) {
    return this.#isMine && !this.#fields[number].dataset.mark;
  }

  #picture(mark) {
    const url = this.#images?.[mark];
    if (!url) return document.createTextNode(mark);
    const image = new Image();
    image.src = url;
    image.alt = mark;
    return image;
  }

  /** Arrow keys lead from field to field, not over the edge. */
  #walk(event, number) {
    const step = ARROWS[event.key];
    if (!step) return;
    event.preventDefault();
    const staysInRow = Math.abs(step) === 3 || Math.floor((number + step) / 3) === Math.floor(number / 3);
    if (staysInRow) this.#fields[number + step]?.focus();
  }
}
