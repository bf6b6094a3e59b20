// Lines over time, by uPlot.
//
//   <time-chart .model=${{ label, minutes, times, series: [{ label, values, colour }], format }}></time-chart>
//
// minutes: how many are shown, up to the last time; times: seconds since 1970; values: one for each time, null where there is none;
// colour: the name of a custom property with a colour of the form #rrggbb, such as --bar-good; format: (value) => text. New values come
// with a new list of times. A screen reader is told the latest values.

const HEIGHT = 170;
let library = null;

/** The library is a script of before modules: it leaves itself in the window. */
function load() {
  library ??= new Promise((resolve, reject) => {
    const base = new URL('../lib/uplot/', import.meta.url);
    const style = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: new URL('uPlot.min.css', base).href });
    const script = Object.assign(document.createElement('script'), { src: new URL('uPlot.iife.min.js', base).href });
    script.onload = () => resolve(window.uPlot);
    script.onerror = () => reject(new Error('the chart library cannot be loaded'));
    document.head.append(style, script);
  });
  return library;
}

class TimeChart extends HTMLElement {
  #model = null;
  #chart = null;
  #size = new ResizeObserver(() => this.#chart?.setSize({ width: this.clientWidth, height: HEIGHT }));
  #scheme = matchMedia('(prefers-color-scheme: dark)');

  connectedCallback() {
    this.setAttribute('role', 'img');
    this.#size.observe(this);
    this.#scheme.addEventListener('change', this.#begin);
    load().then(this.#begin);
  }

  disconnectedCallback() {
    this.#size.disconnect();
    this.#scheme.removeEventListener('change', this.#begin);
    this.#end();
  }

  set model(model) {
    const isNew = model.times !== this.#model?.times; // pages are drawn more often than there is something new to draw
    this.#model = model;
    if (!isNew) return;
    const { label, series, format } = model;
    this.setAttribute('aria-label', `${label}: ${series.map((one) => `${one.label} ${format(one.values.at(-1) ?? NaN)}`).join(', ')}`);
    this.#chart?.setData(this.#data());
  }

  #data() {
    return [this.#model.times, ...this.#model.series.map((one) => one.values)];
  }

  #begin = () => {
    if (!this.isConnected || !this.#model) return;
    this.#end();
    const style = getComputedStyle(this);
    const colour = (name) => style.getPropertyValue(name).trim();
    const axis = { stroke: colour('--soft'), grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false }, font: `11px ${style.fontFamily}` };
    const { series, format, minutes } = this.#model;
    const marks = Array.from({ length: minutes + 1 }, (_, i) => minutes - i); // so many minutes ago
    this.#chart = new window.uPlot({
      width: this.clientWidth,
      height: HEIGHT,
      cursor: { show: false },
      legend: { show: false },
      scales: {
        x: { range: (chart, first, last) => [(last ?? 0) - minutes * 60, last ?? 0] }, // the line comes in from the right
        y: { range: (chart, low, high) => [0, Math.max(1, high * 1.1)] },
      },
      axes: [
        {
          ...axis,
          size: 24,
          splits: (chart, index, first, last) => marks.map((ago) => last - ago * 60),
          values: () => marks.map((ago) => (ago === 0 ? 'now' : `−${ago} min`)),
        },
        { ...axis, size: 44, space: 40, values: (chart, values) => values.map(format) },
      ],
      series: [{}, ...series.map((one) => ({ label: one.label, stroke: colour(one.colour), fill: `${colour(one.colour)}1a`, width: 1.6, points: { show: false } }))],
    }, this.#data(), this);
  };

  #end() {
    this.#chart?.destroy();
    this.#chart = null;
  }
}

customElements.define('time-chart', TimeChart);
