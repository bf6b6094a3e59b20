// The rules of tic-tac-toe, and nothing else.
const LINES = [[0, 1, 2], [3, 4, 5], [6, 7, 8], [0, 3, 6], [1, 4, 7], [2, 5, 8], [0, 4, 8], [2, 4, 6]];

export class InvalidMove extends Error {}

export class TicTacToe {
  #board = Array(9).fill('');
  #turn = 'X';
  #winner = '';

  /** Puts a mark on a field, 0 to 8. */
  move(mark, field) {
    if (this.over) throw new InvalidMove('the match is over');
    if (mark !== this.#turn) throw new InvalidMove(`it is the turn of ${this.#turn}`);
    if (!Number.isInteger(field) || field < 0 || field > 8) throw new InvalidMove('a field is a number from 0 to 8');
    if (this.#board[field]) throw new InvalidMove(`field ${field} is taken`);
    this.#board[field] = mark;
    if (LINES.some((line) => line.every((each) => this.#board[each] === mark))) this.#winner = mark;
    this.#turn = mark === 'X' ? 'O' : 'X';
  }

  /** Somebody has left: the other one has won, unless it was over. */
  leave(mark) {
    if (!this.over) this.#winner = mark === 'X' ? 'O' : 'X';
  }

  get over() {
    return this.#winner !== '' || this.#board.every((field) => field);
  }

  get state() {
    return { board: [...this.#board], turn: this.over ? '' : this.#turn, over: this.over, winner: this.#winner };
  }
}
