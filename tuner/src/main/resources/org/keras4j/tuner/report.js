
'use strict';
(() => {
  // ---- the search ----

  const data = JSON.parse(document.getElementById('data').textContent);
  const number = x => (typeof x === 'string' ? Number(x) : x); // "NaN", "Infinity"
  const max = data.direction === 'max';
  const better = (a, b) => (max ? a > b : a < b);
  const mean = list => list.reduce((a, b) => a + b, 0) / list.length;
  const time = text => (text === null ? null : Date.parse(text));

  const trials = data.trials.map((t, index) => {
    const began = time(t.began);
    const ended = time(t.ended);
    const pruned = Boolean(t.pruned) || t.status === 'PRUNED';
    return {
      index,
      id: t.trial_id,
      status: pruned ? 'pruned' : t.status.toLowerCase(),
      pruned,
      score: number(t.score),
      values: t.values,
      began,
      ended,
      seconds: began === null || ended === null ? null : (ended - began) / 1000,
      epochs: t.executions.reduce((sum, e) => sum + e.epochs.length, 0),
      bestEpoch: t.best_step === null || t.score === null || t.executions.length === 0 ? null : t.best_step + 1,
      trainings: t.executions,
      message: t.message === null ? null : data.messages[t.message],
    };
  });
  const scored = trials.filter(t => Number.isFinite(t.score));
  const isFailed = t => t.status === 'failed' || t.status === 'invalid';
  const best = scored.reduce((a, t) => (a === null || better(t.score, a.score) ? t : a), null);

  const metrics = [...new Set(trials.flatMap(t => t.trainings.flatMap(e => Object.keys(e.logs))))];

  /** The mean over the trainings of a trial, as [epoch, value] in the order of epochs. */
  function curve(trial, metric) {
    const sums = new Map();
    for (const training of trial.trainings) {
      const column = Object.hasOwn(training.logs, metric) ? training.logs[metric] : [];
      column.forEach((raw, i) => {
        const value = number(raw);
        if (value === null || !Number.isFinite(value)) return;
        const sum = sums.get(training.epochs[i]) || [0, 0];
        sums.set(training.epochs[i], [sum[0] + value, sum[1] + 1]);
      });
    }
    return [...sums].sort((a, b) => a[0] - b[0]).map(([epoch, [sum, n]]) => [epoch + 1, sum / n]);
  }

  /** The least and the largest value but for those far worse than the others. */
  function extent(values, worseIsHigh) {
    if (values.length === 0) return [0, 1];
    const sorted = [...values].sort((a, b) => a - b);
    const at = q => sorted[Math.round(q * (sorted.length - 1))];
    let [low, high] = [at(0), at(1)];
    const reach = 3 * (at(0.75) - at(0.25));
    if (reach > 0) {
      if (worseIsHigh) high = Math.min(high, at(0.75) + reach);
      else low = Math.max(low, at(0.25) - reach);
    }
    if (low === high) {
      const some = Math.abs(low) * 0.05 || 0.5;
      return [low - some, high + some];
    }
    return [low, high];
  }

  const scoreExtent = extent(scored.map(t => t.score), !max);

  /** By rank, as most trials of a good search have nearly the same score. */
  const ranks = new Map(
    [...scored].sort((a, b) => (a.score === b.score ? 0 : better(a.score, b.score) ? 1 : -1))
      .map((t, i) => [t, scored.length > 1 ? i / (scored.length - 1) : 1]));
  const colour = trial =>
    `color-mix(in oklab, var(--hi) ${(100 * ranks.get(trial)).toFixed(1)}%, var(--lo))`;

  /** The hyperparameters by name; one that is declared several times is one axis. */
  const axes = (() => {
    const byName = new Map();
    for (const h of data.hyperparameters) {
      const known = byName.get(h.name);
      if (!known) {
        byName.set(h.name, {...h, values: h.values && [...h.values], conditions: [h.conditions]});
      } else {
        known.conditions.push(h.conditions);
        if (known.scale === h.scale && h.scale !== 'category') {
          known.min = Math.min(known.min, h.min);
          known.max = Math.max(known.max, h.max);
        } else {
          known.values = [...(known.values || []), ...(h.values || [])];
          known.scale = 'category';
        }
      }
    }
    for (const t of trials) {
      for (const [name, value] of Object.entries(t.values)) {
        const known = byName.get(name);
        if (!known) {
          byName.set(name, {name, kind: '', scale: 'category', values: [value], conditions: []});
        } else if (known.scale === 'category') {
          known.values = known.values || [];
          if (!known.values.includes(value)) known.values.push(value);
        } else if (typeof value === 'number') {
          known.min = Math.min(known.min, value);
          known.max = Math.max(known.max, value);
        }
      }
    }
    for (const axis of byName.values()) {
      if (axis.scale === 'category') axis.values = [...new Set(axis.values)];
      if (axis.scale !== 'category' && axis.scale !== 'linear' && !(axis.min > 0)) axis.scale = 'linear';
    }
    return [...byName.values()];
  })();
  const has = (trial, axis) => Object.hasOwn(trial.values, axis.name);

  // ---- texts ----

  function show(x, digits = 4) {
    if (x === null || x === undefined) return '–';
    if (typeof x !== 'number') return String(x);
    if (!Number.isFinite(x)) return Number.isNaN(x) ? 'NaN' : x > 0 ? '∞' : '−∞';
    if (Number.isInteger(x) && Math.abs(x) < 1e7) return String(x);
    const size = Math.abs(x);
    if (size !== 0 && (size < 1e-4 || size >= 1e7)) return String(Number(x.toPrecision(digits)).toExponential());
    return String(Number(x.toPrecision(digits)));
  }

  function duration(seconds) {
    if (seconds === null) return '–';
    if (seconds === 0) return '0';
    if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
    const whole = Math.round(seconds);
    const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
    if (h >= 48) return `${Math.floor(h / 24)} d ${h % 24} h`;
    return h > 0 ? `${h} h${m ? ` ${m} min` : ''}` : `${m} min${s ? ` ${s} s` : ''}`;
  }

  const count = (n, word) => `${n} ${word}${n === 1 ? '' : 's'}`;
  const percent = share => `${Math.round(100 * share)} %`;

  // ---- elements: text only ever comes in as text ----

  function fill(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
      else if (name === 'style') Object.assign(element.style, value);
      else element.setAttribute(name, value);
    }
    for (const child of children.flat()) {
      if (child !== null && child !== undefined) element.append(child);
    }
    return element;
  }
  const html = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
  const svg = (tag, attributes, ...children) =>
    fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);

  const page = document.getElementById('report');
  const tip = html('div', {id: 'tip', role: 'status'});
  document.body.append(tip);

  // ---- what is filtered, pointed at and drawn ----

  const brushes = new Map(); // by the name of an axis, or '' for the score: [from, to] in pixels
  const charts = [];
  const rows = new Map();
  let pointed = null;
  let pinned = null;
  let positions = null; // of a trial on an axis, by the parallel coordinates

  const visible = trial =>
    [...brushes].every(([key, [from, to]]) => {
      const y = positions ? positions(trial, key) : null;
      return y !== null && y >= from - 1e-6 && y <= to + 1e-6;
    });

  let counter = null;

  let waiting = false;

  /** At most once for each picture of the screen, however fast the pointer is. */
  function refreshSoon() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      refresh();
    });
  }

  function refresh() {
    const shown = trials.map(visible);
    for (const chart of charts) {
      for (const [index, elements] of chart.marks) {
        elements.forEach(e => e.classList.toggle('dim', !shown[index]));
      }
    }
    rows.forEach((row, index) => row.classList.toggle('out', !shown[index]));
    if (counter) {
      counter.textContent = brushes.size ? `${shown.filter(s => s).length} of ${trials.length} trials` : '';
      clear.hidden = brushes.size === 0;
    }
    highlight();
  }

  const clear = html('button', {type: 'button', hidden: '', onclick: () => {
    brushes.clear();
    draw();
  }}, 'clear filters');

  function highlight() {
    const trial = pointed !== null ? pointed : pinned;
    for (const chart of charts) {
      if (!chart.over) continue;
      chart.over.replaceChildren();
      for (const element of (trial !== null && chart.marks.get(trial)) || []) {
        const copy = element.cloneNode(true);
        copy.classList.remove('dim');
        chart.over.append(copy);
      }
    }
    rows.forEach((row, index) => row.classList.toggle('on', index === trial));
  }

  function describe(trial, event) {
    if (trial === null) {
      tip.style.visibility = 'hidden';
      return;
    }
    tip.replaceChildren(
      html('b', {}, `Trial ${trial.id}`),
      trial.status === 'completed' ? '' : ` ${trial.status}`,
      html('div', {}, `${data.objective}: ${show(trial.score)}`),
      ...Object.entries(trial.values).slice(0, 14).map(([k, v]) => html('div', {}, `${k} = ${show(v)}`)));
    const box = tip.getBoundingClientRect();
    const x = event.clientX + 16 + box.width > innerWidth ? event.clientX - box.width - 16 : event.clientX + 16;
    tip.style.left = `${Math.max(4, x)}px`;
    tip.style.top = `${Math.max(4, Math.min(event.clientY + 12, innerHeight - box.height - 4))}px`;
    tip.style.visibility = 'visible';
  }

  function point(trial, event) {
    const index = trial === null ? null : trial.index;
    if (index !== pointed) {
      pointed = index;
      highlight();
    }
    if (event) describe(trial, event);
  }

  /** A drawing that is made anew for each width; `make` fills it and returns what is near a place. */
  function chart(title, note, classes, make, extra = []) {
    const place = html('div', {class: 'scroll'});
    const card = html('section', {class: `card ${classes}`},
      html('div', {class: 'head'}, html('h2', {}, title), note ? html('span', {class: 'note'}, note) : null, extra), place);
    const self = {
      marks: new Map(),
      over: null,
      mark(trial, element) {
        if (!this.marks.has(trial.index)) this.marks.set(trial.index, []);
        this.marks.get(trial.index).push(element);
        return element;
      },
      draw() {
        this.marks = new Map();
        this.over = svg('g', {class: 'over'});
        const made = make(Math.max(260, place.clientWidth), this);
        if (typeof made === 'string') {
          place.replaceChildren(html('p', {class: 'note'}, made));
          return;
        }
        const {width, height, content, near} = made;
        const picture = svg('svg', {width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': title,
          class: trials.length > 300 ? 'many' : trials.length > 60 ? 'several' : ''},
          content, this.over);
        const look = event => {
          const box = picture.getBoundingClientRect();
          const scale = width / box.width;
          point(near((event.clientX - box.left) * scale, (event.clientY - box.top) * scale), event);
        };
        picture.addEventListener('pointermove', look);
        picture.addEventListener('pointerdown', look);
        picture.addEventListener('pointerleave', event => point(null, event));
        picture.addEventListener('click', () => {
          pinned = pinned === pointed ? null : pointed;
          highlight();
        });
        place.replaceChildren(picture);
      },
    };
    charts.push(self);
    return card;
  }

  function draw() {
    charts.forEach(c => c.draw());
    refresh();
  }

  // ---- scales ----

  function linear(from, to, start, end) {
    const scale = x => start + ((x - from) / (to - from)) * (end - start);
    scale.ticks = n => {
      const rough = (to - from) / Math.max(1, n);
      const power = 10 ** Math.floor(Math.log10(rough));
      const step = [1, 2, 5, 10].map(f => f * power).find(s => s >= rough * 0.999);
      const ticks = [];
      for (let i = Math.ceil(from / step - 1e-9); i * step <= to + step * 1e-9; i++) {
        ticks.push(Number((i * step).toPrecision(12)));
      }
      return ticks;
    };
    return scale;
  }

  function log(from, to, start, end) {
    const inner = linear(Math.log10(from), Math.log10(to), start, end);
    const scale = x => inner(Math.log10(x));
    scale.ticks = n => {
      const decades = Math.log10(to / from);
      const factors = decades > n ? [1] : decades > n / 2.5 ? [1, 3] : [1, 2, 5];
      const every = Math.max(1, Math.ceil(decades / n));
      const ticks = [];
      for (let d = Math.floor(Math.log10(from)); d <= Math.ceil(Math.log10(to)); d += every) {
        factors.forEach(f => ticks.push(Number((f * 10 ** d).toPrecision(12))));
      }
      const inside = ticks.filter(t => t >= from * (1 - 1e-9) && t <= to * (1 + 1e-9));
      return inside.length >= 2 ? inside : linear(from, to, 0, 1).ticks(n);
    };
    return scale;
  }

  const CLOCK = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 43200, 86400];

  function clock(to, start, end) {
    const scale = linear(0, to, start, end);
    const plain = scale.ticks;
    scale.ticks = n => {
      const step = CLOCK.find(s => to / s <= n) || 86400 * Math.ceil(to / 86400 / n);
      return to < 4 ? plain(n) : Array.from({length: Math.floor(to / step) + 1}, (_, i) => i * step);
    };
    return scale;
  }

  /** Grid and labels of a drawing with two axes. */
  function frame(box, x, y, xName, xText) {
    const content = [];
    const ticksY = y.ticks(Math.max(2, Math.round((box.bottom - box.top) / 45)));
    for (const t of ticksY) {
      content.push(svg('line', {class: 'gridline', x1: box.left, x2: box.right, y1: y(t), y2: y(t)}),
        svg('text', {x: box.left - 6, y: y(t) + 4, 'text-anchor': 'end'}, show(t)));
    }
    for (const t of x.ticks(Math.max(2, Math.round((box.right - box.left) / 85)))) {
      content.push(svg('text', {x: x(t), y: box.bottom + 16, 'text-anchor': 'middle'}, xText(t)));
    }
    content.push(svg('line', {class: 'axis', x1: box.left, x2: box.right, y1: box.bottom, y2: box.bottom}),
      svg('text', {x: box.right, y: box.bottom + 32, 'text-anchor': 'end'}, xName));
    return content;
  }

  const clamp = (x, low, high) => Math.max(low, Math.min(high, x));

  // ---- score by trial, and by time ----

  function scores(place, xOf, makeX, xName, xText) {
    return (width, self) => {
      if (scored.length === 0) return trials.length ? 'No trial has a score.' : 'There are no trials yet.';
      const list = trials.filter(t => xOf(t) !== null);
      if (!list.some(t => Number.isFinite(t.score))) return 'The times of the trials were not recorded.';
      const height = 270;
      const box = {left: 58, right: width - 12, top: 12, bottom: height - 40};
      const [low, high] = scoreExtent;
      const room = (high - low) * 0.06;
      const y = linear(low - room, high + room, box.bottom - 14, box.top);
      const x = makeX(box);
      const content = frame(box, x, y, xName, xText);
      let steps = '';
      let top = null;
      const places = [];
      const ordered = [...list].sort((a, b) => xOf(a) - xOf(b));
      for (const t of ordered) {
        const px = x(xOf(t));
        if (Number.isFinite(t.score)) {
          if (top === null || better(t.score, top)) {
            steps += top === null ? `M${px},${y(t.score)}` : `H${px}V${y(t.score)}`;
            top = t.score;
          }
        }
      }
      steps += `H${box.right}`;
      content.push(svg('path', {class: 'running-best', d: steps}));
      for (const t of ordered) {
        const px = x(xOf(t));
        if (t.score !== null && !Number.isNaN(t.score)) {
          const py = clamp(y(t.score), box.top, box.bottom - 6);
          const cut = t.score < low || t.score > high;
          content.push(self.mark(t, cut
            ? svg('path', {class: 'dot', d: `M${px - 5},${py - 4}h10l-5,8z`})
            : svg('circle', {class: `dot ${t.pruned ? 'pruned' : ''}`, cx: px, cy: py, r: trials.length > 300 ? 3 : 4.5})));
          places.push([px, py, t]);
        } else if (isFailed(t) || t.score !== null || t.pruned) {
          const py = box.bottom - 5;
          content.push(self.mark(t, svg('path', {class: 'cross', d: `M${px - 3.5},${py - 3.5}l7,7m0,-7l-7,7`})));
          places.push([px, py, t]);
        }
      }
      if (best && xOf(best) !== null) {
        content.push(svg('circle', {class: 'ring', cx: x(xOf(best)), cy: y(best.score), r: 8}));
      }
      return {width, height, content, near: (px, py) => nearest(places, px, py)};
    };
  }

  function nearest(places, x, y) {
    let found = null;
    let least = 28 ** 2;
    for (const [px, py, t] of places) {
      const distance = (px - x) ** 2 + (py - y) ** 2;
      if (distance < least) {
        least = distance;
        found = t;
      }
    }
    return found;
  }

  const start = Math.min(...trials.filter(t => t.began !== null).map(t => t.began));
  const finish = Math.max(...trials.filter(t => t.ended !== null).map(t => t.ended));
  const elapsed = t => (t.ended === null || !Number.isFinite(start) ? null : (t.ended - start) / 1000);

  // ---- parallel coordinates ----

  function scaleOf(axis, top, bottom) {
    if (axis.scale === 'category') {
      const n = axis.values.length;
      const gap = (bottom - top) / Math.max(1, n);
      const scale = v => bottom - gap * (axis.values.indexOf(v) + 0.5);
      scale.ticks = () => {
        const every = Math.ceil(13 / gap);
        return axis.values.filter((_, i) => i % every === 0);
      };
      return scale;
    }
    if (axis.min === axis.max) {
      const scale = () => (top + bottom) / 2;
      scale.ticks = () => [axis.min];
      return scale;
    }
    if (axis.scale === 'reverse_log') {
      const mirrored = log(axis.min, axis.max, top, bottom);
      const scale = v => mirrored(axis.max + axis.min - v);
      scale.ticks = () => [axis.min, ...linear(axis.min, axis.max, 0, 1).ticks(5), axis.max]
        .filter((v, i, all) => all.every((w, j) => j >= i || Math.abs(scale(w) - scale(v)) > 14));
      return scale;
    }
    return axis.scale === 'log'
      ? log(axis.min, axis.max, bottom, top)
      : linear(axis.min, axis.max, bottom, top);
  }

  const ends = text => (text.length > 17 ? `${text.slice(0, 8)}…${text.slice(-8)}` : text);

  function parallel(width, self) {
    const columns = axes.filter(a => a.kind !== 'Fixed' && (a.scale !== 'category' || a.values.length > 1));
    const drawn = trials.filter(t => t.score !== null || isFailed(t) || t.pruned);
    if (columns.length === 0) return 'The search has no hyperparameter with a choice of values.';
    if (drawn.length === 0) return 'No trial has ended yet.';
    const height = 330;
    const [top, bottom] = [44, height - 40];
    const left = 62;
    const gap = Math.max(104, (width - left - 74) / columns.length);
    const whole = Math.max(width, left + gap * columns.length + 74);
    const none = bottom + 22;
    const score = {name: '', scale: 'linear', min: scoreExtent[0], max: scoreExtent[1]};
    const all = [...columns, score].map((axis, i) => ({axis, x: left + gap * i, y: scaleOf(axis, top, bottom)}));
    const place = (t, {axis, y}) => {
      if (axis === score) return Number.isFinite(t.score) ? clamp(y(t.score), top, bottom) : none;
      return has(t, axis) ? y(t.values[axis.name]) : none;
    };
    positions = (t, key) => {
      const column = all.find(c => c.axis.name === key);
      return column ? place(t, column) : null;
    };
    const content = [];
    const order = [...drawn].sort((a, b) =>
      (ranks.get(a) ?? -1) - (ranks.get(b) ?? -1));
    const places = new Map(order.map(t => [t.index, all.map(c => place(t, c))]));
    for (const t of order) {
      const d = places.get(t.index).map((y, i) => `${i ? 'L' : 'M'}${all[i].x},${y.toFixed(1)}`).join('');
      const finite = Number.isFinite(t.score);
      content.push(self.mark(t, svg('path', {
        class: `line ${t === best ? 'best' : ''} ${finite ? '' : 'failed'} ${t.pruned ? 'pruned' : ''}`,
        d,
        style: finite ? {stroke: colour(t)} : {},
      })));
    }
    for (const column of all) {
      const {axis, x, y} = column;
      const name = axis === score ? data.objective : axis.name;
      const absent = drawn.some(t => (axis === score ? !Number.isFinite(t.score) : !has(t, axis)));
      content.push(svg('line', {class: 'axis', x1: x, x2: x, y1: top, y2: bottom}));
      content.push(svg('text', {class: 'name halo', x, y: 16, 'text-anchor': 'middle'}, ends(name),
        svg('title', {}, name)));
      if (axis.scale === 'log' || axis.scale === 'reverse_log') {
        content.push(svg('text', {class: 'halo', x, y: 29, 'text-anchor': 'middle'}, axis.scale === 'log' ? 'log' : 'reverse log'));
      }
      const right = axis === score;
      for (const t of y.ticks(6)) {
        content.push(svg('line', {class: 'axis', x1: x - 3, x2: x + 3, y1: y(t), y2: y(t)}),
          svg('text', {class: 'halo', x: right ? x + 8 : x - 7, y: y(t) + 4, 'text-anchor': right ? 'start' : 'end'}, ends(show(t))));
      }
      if (absent) {
        content.push(svg('circle', {class: 'axis', cx: x, cy: none, r: 2.5, fill: 'none'}),
          svg('text', {class: 'halo', x: right ? x + 8 : x - 7, y: none + 4, 'text-anchor': right ? 'start' : 'end'},
            right ? 'no score' : 'inactive'));
      }
      const brush = svg('rect', {class: 'brush', x: x - 9, width: 18, y: 0, height: 0});
      const paint = () => {
        const range = brushes.get(axis.name);
        brush.setAttribute('visibility', range ? 'visible' : 'hidden');
        if (range) {
          brush.setAttribute('y', range[0]);
          brush.setAttribute('height', range[1] - range[0]);
        }
      };
      paint();
      const pad = svg('rect', {class: 'pad', x: x - 16, width: 32, y: top - 8, height: none - top + 18});
      const at = event => {
        const box = pad.ownerSVGElement.getBoundingClientRect();
        return clamp(((event.clientY - box.top) * height) / box.height, top - 6, none + 8);
      };
      let from = null;
      pad.addEventListener('pointerdown', event => {
        pad.setPointerCapture(event.pointerId);
        from = at(event);
      });
      pad.addEventListener('pointermove', event => {
        if (from === null) return;
        const to = at(event);
        if (Math.abs(to - from) > 3) brushes.set(axis.name, [Math.min(from, to), Math.max(from, to)]);
        paint();
        refreshSoon();
      });
      pad.addEventListener('pointerup', event => {
        if (from !== null && Math.abs(at(event) - from) <= 3) brushes.delete(axis.name);
        from = null;
        paint();
        refresh();
      });
      pad.addEventListener('pointercancel', () => {
        from = null;
      });
      pad.addEventListener('click', event => event.stopPropagation());
      content.push(brush, pad);
    }
    const near = (x, y) => {
      const i = clamp(Math.floor((x - left) / gap), 0, all.length - 2);
      const share = (x - all[i].x) / gap;
      let found = null;
      let least = 14;
      for (const t of order) {
        const ys = places.get(t.index);
        const distance = Math.abs(ys[i] + share * (ys[i + 1] - ys[i]) - y);
        if (distance <= least && visible(t)) {
          least = distance;
          found = t;
        }
      }
      return share < -0.1 || share > 1.1 ? null : found;
    };
    return {width: whole, height, content, near};
  }

  // ---- learning curves ----

  const preferred = [data.objective, ...data.objective_metrics].find(m => metrics.includes(m)) || metrics[0];
  const metricChoice = html('select', {'aria-label': 'metric', onchange: draw},
    metrics.map(m => html('option', {value: m, selected: m === preferred ? '' : null}, m)));
  const logChoice = html('input', {type: 'checkbox', onchange: draw});

  function curves(width, self) {
    if (metrics.length === 0) return 'No epochs were recorded.';
    const metric = metricChoice.value;
    const lines = trials.map(t => [t, curve(t, metric)]).filter(([, points]) => points.length > 0);
    if (lines.length === 0) return `No trial has a finite ${metric}.`;
    const falls = metric === data.objective ? !max : !/acc|auc|precision|recall|f1|r2/.test(metric);
    const values = lines.flatMap(([, points]) => points.map(p => p[1]));
    const logarithmic = logChoice.checked && values.every(v => v > 0);
    let [low, high] = logarithmic
      ? values.reduce(([a, b], v) => [Math.min(a, v), Math.max(b, v)], [Infinity, 0])
      : extent(values, falls);
    if (low === high) [low, high] = [low * 0.9, high * 1.1];
    const last = lines.reduce((a, [, points]) => Math.max(a, points[points.length - 1][0]), 1);
    const height = 330;
    const box = {left: 58, right: width - 12, top: 12, bottom: height - 40};
    const x = linear(last === 1 ? 0 : 1, last === 1 ? 2 : last, box.left, box.right);
    const plain = x.ticks;
    x.ticks = n => [...new Set([...(last === 1 ? [] : [1]), ...plain(n)])].filter(t => Number.isInteger(t)
      && (last > 1 || t === 1) && (t === 1 || x(t) - x(1) > 26));
    const y = (logarithmic ? log : linear)(low, high, box.bottom, box.top);
    const content = frame(box, x, y, 'epoch', t => String(t));
    const rank = t => (t === best ? 2 : ranks.get(t) ?? -1);
    lines.sort((a, b) => rank(a[0]) - rank(b[0]));
    for (const [t, points] of lines) {
      const finite = Number.isFinite(t.score);
      const style = finite ? {stroke: colour(t)} : {};
      const at = ([epoch, value]) => `${x(epoch).toFixed(1)},${clamp(y(value), box.top - 6, box.bottom + 4).toFixed(1)}`;
      if (points.length === 1) {
        const [px, py] = at(points[0]).split(',');
        content.push(self.mark(t, svg('circle', {class: `point ${t === best ? 'best' : ''}`, cx: px, cy: py, r: 4,
          style: {fill: finite ? colour(t) : 'var(--bad)'}})));
      } else {
        content.push(self.mark(t, svg('path', {
          class: `line ${t === best ? 'best' : ''} ${finite ? '' : 'failed'} ${t.pruned ? 'pruned' : ''}`,
          d: `M${points.map(at).join('L')}`, style})));
        if (t.pruned) {
          const [px, py] = at(points[points.length - 1]).split(',');
          content.push(self.mark(t, svg('circle', {class: 'point', cx: px, cy: py, r: 3, style: {fill: finite ? colour(t) : 'var(--bad)'}})));
        }
      }
    }
    const near = (px, py) => {
      let found = null;
      let least = 24;
      for (const [t, points] of lines) {
        if (!visible(t)) continue;
        for (let i = 0; i < points.length; i++) {
          const x0 = x(points[i][0]);
          const next = points[Math.min(i + 1, points.length - 1)];
          const x1 = x(next[0]);
          if (px < x0 - 12 || px > x1 + 12) continue;
          const share = x1 > x0 ? clamp((px - x0) / (x1 - x0), 0, 1) : 0;
          const distance = Math.abs(y(points[i][1]) + share * (y(next[1]) - y(points[i][1])) - py);
          if (distance <= least) {
            least = distance;
            found = t;
          }
        }
      }
      return found;
    };
    return {width, height, content, near};
  }

  // ---- importance ----

  function importance() {
    const {shares, explained, problem} = data.importance;
    const card = html('section', {class: 'card narrow'}, html('h2', {}, 'Importance of hyperparameters'));
    if (problem) {
      card.append(html('p', {class: 'note'}, `${problem}.`));
    } else {
      card.append(html('p', {class: 'note'}, 'Share of the variation of scores: ',
        html('i', {class: 'key', style: {background: 'var(--hi)'}}), 'alone  ',
        html('i', {class: 'key', style: {background: 'var(--hi)', opacity: 0.35}}), 'with interactions'));
      card.append(html('div', {class: 'bars'}, shares.slice(0, 20).flatMap(s => [
        html('span', {class: 'label'}, s.name),
        html('span', {class: 'bar'},
          html('i', {class: 'more', style: {width: `${100 * s.together}%`}}),
          html('i', {style: {width: `${100 * s.alone}%`}})),
        html('span', {class: 'value'}, s.together - s.alone < 0.01
          ? percent(s.alone) : `${percent(s.alone)} – ${percent(s.together)}`),
      ])));
      if (shares.length > 20) card.append(html('p', {class: 'note'}, `and ${shares.length - 20} more`));
      const quality = number(explained);
      card.append(html('p', {class: 'note'},
        `${quality < 0.4 ? 'Little is certain: a' : 'A'} random forest fitted to ${data.importance.trials} trials predicts `
        + `${percent(quality)} of the variance of scores it has not seen.`));
    }
    card.append(html('details', {class: 'note'}, html('summary', {}, 'How this is computed'),
      html('p', {}, 'Functional analysis of variance (Hutter, Hoos and Leyton-Brown, 2014): 100 regression trees are fitted '
        + 'to the scores of the completed trials; the variance of their prediction over the whole search space, on the scales '
        + 'of the search, is divided among the hyperparameters. “Alone” is the variance of the mean prediction '
        + 'given one of them; “with interactions” what remains when all others are known. The latter may add up to '
        + 'more than 100 %, as an interaction counts for each that takes part.'),
      html('p', {}, 'Inactive hyperparameters are drawn at random for each tree. Scores worse than the rest by more than three '
        + 'times the distance of the quartiles count as just so bad. It takes ten trials, or twice as many as there are '
        + 'hyperparameters; even then an importance of a few per cent may be chance.')));
    return card;
  }

  // ---- the table ----

  function table() {
    const columns = [
      {name: 'trial', of: t => t.index, text: t => t.id},
      {name: 'score', of: t => (t.score === null || Number.isNaN(t.score) ? null : t.score), text: t => show(t.score, 5), n: true, worst: !max},
      {name: 'status', of: t => t.status, text: t => t.status, status: true},
      {name: 'best epoch', of: t => t.bestEpoch, n: true},
      {name: 'epochs', of: t => t.epochs, n: true},
      {name: 'seconds', of: t => t.seconds, text: t => (t.seconds === null ? '–' : t.seconds.toFixed(1)), n: true},
      ...axes.map(a => ({
        name: a.name,
        of: t => (has(t, a) ? t.values[a.name] : null),
        n: a.scale !== 'category',
        long: true,
      })),
    ];
    let sorted = columns[1];
    let down = max;
    const body = html('tbody');
    const compare = (a, b) => {
      const [x, y] = [sorted.of(a), sorted.of(b)];
      if (x === null || y === null) return (x === null) - (y === null) || a.index - b.index;
      const order = typeof x === 'number' && typeof y === 'number' ? x - y : String(x) < String(y) ? -1 : String(x) > String(y) ? 1 : 0;
      return (down ? -order : order) || a.index - b.index;
    };
    for (const t of trials) {
      rows.set(t.index, html('tr', {
        class: t === best ? 'best' : '',
        onpointerenter: () => point(t, null),
        onpointerleave: () => point(null, null),
        onclick: () => {
          pinned = pinned === t.index ? null : t.index;
          highlight();
        },
      }, columns.map(c => html('td', {title: c.long ? String(c.of(t) ?? '') : null, class: `${c.n ? 'n' : ''} ${c.status ? t.status : ''} ${c.of(t) === null ? 'absent' : ''}`},
        c.text ? c.text(t) : show(c.of(t))))));
    }
    const heads = columns.map(c => html('th', {class: c.n ? 'n' : '', scope: 'col'},
      html('button', {type: 'button', title: c.name, onclick: () => {
        down = sorted === c ? !down : c === columns[1] && max;
        sorted = c;
        arrange();
      }}, c.name)));
    function arrange() {
      body.append(...[...trials].sort(compare).map(t => rows.get(t.index)));
      heads.forEach((h, i) => {
        const on = columns[i] === sorted;
        h.setAttribute('aria-sort', on ? (down ? 'descending' : 'ascending') : 'none');
        h.firstChild.textContent = columns[i].name + (on ? (down ? ' ↓' : ' ↑') : '');
      });
    }
    arrange();
    return html('section', {class: 'card long'},
      html('div', {class: 'head'}, html('h2', {}, 'Trials'),
        html('span', {class: 'note'}, 'A click on a heading sorts, one on a row marks the trial in all charts. Epochs count from 1.')),
      html('div', {class: 'table'}, html('table', {}, html('thead', {}, html('tr', {}, heads)), body)));
  }

  function failures() {
    const groups = new Map();
    for (const t of trials) {
      if (t.message === null) continue;
      const first = t.message.split('\n').find(line => line.trim()) || '(no message)';
      if (!groups.has(first)) groups.set(first, []);
      groups.get(first).push(t);
    }
    if (groups.size === 0) return null;
    return html('section', {class: 'card long'}, html('h2', {}, 'Failures'),
      [...groups].sort((a, b) => b[1].length - a[1].length).map(([first, list]) => html('details', {},
        html('summary', {}, html('b', {class: 'failed'}, count(list.length, 'trial')), ` ${first}`),
        html('p', {class: 'note'}, `Trials ${list.slice(0, 60).map(t => t.id).join(', ')}${list.length > 60 ? ', …' : ''}`),
        html('pre', {}, list[0].message))));
  }

  // ---- the page ----

  const tile = (name, value, more, top) => html('div', {class: `card tile ${top ? 'top' : ''}`},
    html('span', {class: 'note'}, name), html('b', {}, value), html('span', {class: 'note'}, more));

  function summary() {
    const states = new Map();
    trials.forEach(t => states.set(t.status, (states.get(t.status) || 0) + 1));
    const busy = trials.reduce((sum, t) => sum + (t.seconds || 0), 0);
    const epochs = trials.reduce((sum, t) => sum + t.epochs, 0);
    const first = scored[0];
    const better0 = best && first && best !== first ? `the first trial had ${show(first.score)}` : '';
    return html('div', {class: 'tiles'},
      tile(`Best ${data.objective}`, best ? show(best.score, 5) : '–', best ? `trial ${best.id}${better0 ? `; ${better0}` : ''}` : 'no trial has a score', true),
      tile('Trials', String(trials.length), [...states].map(([s, n]) => `${n} ${s}`).join(', ') || 'none yet'),
      tile('Time', Number.isFinite(finish - start) ? duration((finish - start) / 1000) : '–',
        Number.isFinite(finish - start) ? `${duration(busy / Math.max(1, trials.filter(t => t.seconds !== null).length))} for a trial` : 'not recorded'),
      tile('Epochs trained', String(epochs), trials.length ? `${show(epochs / trials.length, 3)} for a trial` : ''));
  }

  document.title = data.title || 'Hyperparameter search';
  const fixed = axes.filter(a => a.kind === 'Fixed');
  const repeated = trials.some(t => t.trainings.length > 1);
  counter = html('span', {class: 'note'});
  const ramp = html('span', {class: 'note'}, 'worse', html('i', {class: 'key ramp'}), 'better ',
    html('i', {class: 'key', style: {background: 'var(--best)'}}), 'best');
  fill(page, {}, [
    html('h1', {}, data.title || 'Hyperparameter search'),
    html('p', {class: 'note'}, `Hyperparameter search: ${data.objective}, ${max ? 'larger' : 'smaller'} is better`
      + (Number.isFinite(start) ? `; began ${new Date(start).toISOString().slice(0, 16).replace('T', ' ')} UTC` : '')),
    summary(),
    html('div', {class: 'grid'},
      best && Object.keys(best.values).length ? html('section', {class: 'card'}, html('h2', {}, `Best values, trial ${best.id}`),
        html('div', {class: 'chips'}, Object.entries(best.values).map(([k, v]) =>
          html('span', {class: 'chip'}, html('span', {class: 'note'}, `${k} `), html('b', {}, show(v, 6)))))) : null,
      chart('Score by trial', 'The line is the best so far; × has failed.', 'half',
        scores(null, t => t.index, box => linear(-0.5, trials.length - 0.5, box.left, box.right), 'trial', t => (Number.isInteger(t) && trials[t] ? trials[t].id : ''))),
      chart('Score by time', 'When each trial ended, counted from the beginning of the search.', 'half',
        scores(null, elapsed, box => clock(Math.max(1e-3, ...trials.map(elapsed)) * 1.02, box.left, box.right), 'time', duration)),
      chart('Parallel coordinates', 'Drag along an axis to filter all charts and the table; click on the axis to take the filter away.', '',
        parallel, [ramp, counter, clear]),
      chart('Learning curves', repeated ? 'Means of the trainings of each trial.' : '', 'wide', curves,
        metrics.length ? [metricChoice, html('label', {}, logChoice, ' log')] : []),
      importance(),
      table(),
      failures(),
      fixed.length ? html('section', {class: 'card'}, html('h2', {}, 'Fixed'),
        html('div', {class: 'chips'}, fixed.map(a => html('span', {class: 'chip'}, `${a.name} = ${show(a.values[0])}`)))) : null,
      html('p', {class: 'note card'}, 'Marks: a filled dot has a score, a ring one that was pruned, a triangle a score beyond the axis. '
        + 'Written by Keras4J; all data is in this file.')),
  ]);
  draw();
  let width = innerWidth;
  addEventListener('resize', () => {
    if (innerWidth !== width) {
      width = innerWidth;
      brushes.clear();
      draw();
    }
  });
})();
