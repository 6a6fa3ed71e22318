"use strict";
// What the page can do beyond colours and filters, which work without it: the
// card of a block under the pointer, keys, and the window on the map.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  if (!data || !data.blocks) return;
  document.documentElement.classList.add("live");

  const card = document.getElementById("card");
  const items = [...document.querySelectorAll(".block")];
  const bars = [...document.querySelectorAll(".strip a")];
  const frame = document.getElementById("original");
  const view = document.querySelector(".v-blocks");
  let at = -1;
  let isKept = false;
  let marked = [];

  // Text of a page only ever becomes text: nothing here parses markup.
  const make = (tag, name, ...inside) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.append(...inside);
    return element;
  };
  const shown = (value) =>
    value === null ? "–" : Number.isInteger(value) ? String(value) : value.toFixed(Math.abs(value) < 10 ? 3 : 1);

  // Mean and spread of each feature over the page, to tell what is unusual.
  const rows = data.blocks.map((block) => block.features).filter(Boolean);
  const norms = data.names.map((_, column) => {
    const values = rows.map((row) => row[column]).filter((value) => value !== null);
    const mean = values.reduce((sum, value) => sum + value, 0) / (values.length || 1);
    const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length || 1));
    return { mean, spread };
  });

  const features = (block) => {
    if (!block.features) return make("p", "about", "It was not scored, so there are no features.");
    const distance = (column) => {
      const { mean, spread } = norms[column];
      return spread > 1e-9 ? Math.abs(block.features[column] - mean) / spread : 0;
    };
    const columns = data.names
      .map((_, column) => column)
      .filter((column) => block.features[column] || distance(column) > 0)
      .sort((a, b) => distance(b) - distance(a) || a - b);
    const number = (text, name) => make("td", name, text);
    const body = columns.map((column) =>
      make("tr", "", make("th", "", data.names[column]),
        number(shown(block.features[column])), number(shown(norms[column].mean), "mean")));
    return make("table", "features",
      make("caption", "", `${columns.length} features, what sets it apart from the page first`),
      make("thead", "", make("tr", "", make("th", "", "feature"), number("here"), number("page mean", "mean"))),
      make("tbody", "", ...body));
  };

  const fill = (block) => {
    card.className = `card ${block.class}`;
    const meter = make("span", "meter");
    meter.style.setProperty("--share", block.score ?? 0);
    card.replaceChildren(
      make("div", "head", make("b", "role", block.role),
        make("span", "score", block.score === null ? "not scored" : block.score.toFixed(2))),
      meter,
      make("p", "reason", block.why),
      make("p", "about", `${block.kind}, ${block.words} word${block.words === 1 ? "" : "s"}`),
      make("code", "", block.path),
      features(block));
    card.scrollTop = 0;
  };

  const inFrame = () => (frame && frame.contentDocument) || null;
  const isFrameShown = () => !!frame && frame.offsetParent !== null;

  // Beside the block, at the right if there is room; the style sheet moves it
  // to the foot of narrow windows.
  const place = (box) => {
    card.hidden = false;
    const { offsetWidth: width, offsetHeight: height } = card;
    const right = box.right + 12;
    const left = right + width < innerWidth - 8 ? right : Math.max(8, Math.min(box.left - width - 12, innerWidth - width - 16));
    const side = left > 8 ? left : innerWidth - width - 16;
    card.style.left = `${side}px`;
    card.style.top = `${Math.max(8, Math.min(box.top, innerHeight - height - 12))}px`;
  };

  const boxOf = (number) => {
    if (!isFrameShown()) return items[number].getBoundingClientRect();
    const element = inFrame() && inFrame().querySelector(`[data-block="${number}"]`);
    if (!element) return null;
    const [outer, inner] = [frame.getBoundingClientRect(), element.getBoundingClientRect()];
    return new DOMRect(outer.left + inner.left, outer.top + inner.top, inner.width, inner.height);
  };

  const mark = (number) => {
    for (const element of marked) element.classList.remove("at");
    marked = [items[number], bars[number]].filter(Boolean);
    if (inFrame()) marked.push(...inFrame().querySelectorAll(`[data-block="${number}"]`));
    for (const element of marked) element.classList.add("at");
  };

  const show = (number) => {
    const box = boxOf(number);
    if (!box) return;
    if (number !== at || card.hidden) {
      at = number;
      fill(data.blocks[number]);
      mark(number);
    }
    place(box);
  };
  const close = () => {
    isKept = false;
    card.hidden = true;
    for (const element of marked) element.classList.remove("at");
    marked = [];
  };

  const numberOf = (target) => {
    const element = target && target.closest && target.closest("[data-block]");
    return element ? Number(element.dataset.block) : null;
  };

  const go = (number) => {
    at = number;
    if (isFrameShown()) {
      const element = inFrame() && inFrame().querySelector(`[data-block="${number}"]`);
      if (element) element.scrollIntoView({ block: "center" });
    } else {
      items[number].focus({ preventScroll: true });
      items[number].scrollIntoView({ block: "nearest" });
    }
    show(number);
  };

  const isOffered = (number) => isFrameShown()
    ? !!(inFrame() && inFrame().querySelector(`[data-block="${number}"]`))
    : items[number].offsetParent !== null;

  const step = (by) => {
    for (let number = at + by; number >= 0 && number < items.length; number += by) {
      if (isOffered(number)) return go(number);
    }
  };

  // What sticks below the legend knows how high it came out.
  const bar = document.querySelector(".bar");
  new ResizeObserver(() => {
    document.documentElement.style.setProperty("--bar", `${bar.offsetHeight}px`);
  }).observe(bar);

  // One stop for the tab key; the block last looked at.
  for (const [number, item] of items.entries()) item.tabIndex = number ? -1 : 0;

  view.addEventListener("mouseover", (event) => {
    const number = numberOf(event.target);
    if (number !== null && !isKept) show(number);
    else if (number === null && !isKept) close();
  });
  view.addEventListener("mouseleave", (event) => {
    if (!isKept && !card.contains(event.relatedTarget)) close();
  });
  card.addEventListener("mouseleave", () => { if (!isKept) close(); });
  view.addEventListener("focusin", (event) => {
    const number = numberOf(event.target);
    if (number === null) return;
    items.forEach((item) => { item.tabIndex = -1; });
    items[number].tabIndex = 0;
    show(number);
  });
  view.addEventListener("click", (event) => {
    const number = numberOf(event.target);
    if (number === null || String(getSelection())) return;
    isKept = !(isKept && number === at);
    show(number);
  });
  for (const level of bars) {
    level.addEventListener("click", (event) => {
      event.preventDefault();
      const number = numberOf(level);
      const blocks = document.getElementById("view-blocks");
      if (!isOffered(number) && blocks) blocks.checked = true;
      if (isOffered(number)) { items[number].scrollIntoView({ block: "center" }); go(number); }
    });
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    switch (event.key) {
      case "j": case "ArrowDown":
        if (event.key === "j" || event.target.closest(".block")) { event.preventDefault(); step(1); }
        break;
      case "k": case "ArrowUp":
        if (event.key === "k" || event.target.closest(".block")) { event.preventDefault(); step(-1); }
        break;
      case "Enter":
        if (event.target.closest(".block")) { isKept = !isKept; show(at); }
        break;
      case "Escape": close(); break;
      case "0":
        for (const box of document.querySelectorAll(".legend :checked")) box.checked = false;
        passFilterOn();
        break;
    }
  });

  // The frame filters by what the legend says.
  const passFilterOn = () => {
    const root = inFrame() && inFrame().documentElement;
    if (!root) return;
    const roles = [...document.querySelectorAll(".legend :checked")].map((box) => box.value);
    if (roles.length) root.dataset.only = roles.join(" ");
    else delete root.dataset.only;
  };
  document.addEventListener("change", () => { close(); passFilterOn(); moveWindow(); });

  // The card stays by its block.
  const follow = () => {
    const box = card.hidden ? null : boxOf(at);
    if (box) place(box);
    moveWindow();
  };

  const listenInFrame = () => {
    const page = inFrame();
    if (!page || !page.documentElement || page.documentElement.dataset.heard) return;
    page.documentElement.dataset.heard = "yes";
    page.addEventListener("mouseover", (event) => {
      if (isKept) return;
      const number = numberOf(event.target);
      if (number === null) close(); else show(number);
    });
    page.addEventListener("click", (event) => {
      const number = numberOf(event.target);
      event.preventDefault();
      if (number === null) return;
      isKept = !(isKept && number === at);
      show(number);
    });
    page.addEventListener("scroll", follow, { passive: true });
    // The card takes their place.
    for (const element of page.querySelectorAll("[data-block]")) element.removeAttribute("title");
    passFilterOn();
    moveWindow();
  };
  // The part of the map that the window shows.
  const windowOnMap = document.getElementById("window");
  const height = bars.length
    ? document.querySelector(".strip svg").viewBox.baseVal.height : 1;
  const spanOf = (number) => {
    const hit = bars[number].querySelector(".hit");
    return [hit.y.baseVal.value, hit.height.baseVal.value];
  };
  const seen = () => {
    const inside = isFrameShown();
    const [low, high] = inside ? [0, frame.clientHeight] : [0, innerHeight];
    const elements = inside && inFrame()
      ? [...inFrame().querySelectorAll("[data-block]")] : items.filter((item) => item.offsetParent);
    const visible = elements.filter((element) => {
      const box = element.getBoundingClientRect();
      return box.bottom > low && box.top < high && box.height > 0;
    });
    const numbers = visible.map((element) => Number(element.dataset.block));
    return numbers.length ? [Math.min(...numbers), Math.max(...numbers)] : null;
  };
  let isWaiting = false;
  const moveWindow = () => {
    if (isWaiting || !bars.length) return;
    isWaiting = true;
    requestAnimationFrame(() => {
      isWaiting = false;
      const range = seen();
      windowOnMap.hidden = !range;
      if (!range) return;
      const [top] = spanOf(range[0]);
      const [lastTop, lastHeight] = spanOf(range[1]);
      windowOnMap.style.top = `${100 * top / height}%`;
      windowOnMap.style.height = `${100 * (lastTop + lastHeight - top) / height}%`;
    });
  };
  addEventListener("scroll", follow, { passive: true });
  addEventListener("resize", moveWindow);
  moveWindow();
  if (frame) {
    frame.addEventListener("load", listenInFrame);
    listenInFrame();
  }
})();
