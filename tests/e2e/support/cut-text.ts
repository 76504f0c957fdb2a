import type { Page } from 'playwright-core';

/**
 * In the page: what of its text cannot be read, one line a place.
 *
 * Each text is measured as it is painted. It must lie within what clips it, unless that scrolls
 * downwards or a title says it whole; within its button, tab or cell; beside every other text; with
 * its words whole; and nothing may scroll sideways but what is meant to (data-scrolls-sideways).
 */
const FIND = `(() => {
  const SLACK = 1.5;
  const BOXES = 'button, a, th, td, label, summary, kbd, [role=tab], [role=option], [role=radio]';
  const found = new Set();
  const styleOf = new Map();
  const style = (element) => {
    if (!styleOf.has(element)) styleOf.set(element, getComputedStyle(element));
    return styleOf.get(element);
  };
  const isClip = (value) => value === 'hidden' || value === 'clip';
  const where = (element) => {
    const name = (element.className && String(element.className).replace(/_[\\w-]{5,6}(_\\d+)?/g, '')) || '';
    const parent = element.closest('[id]:not([id^=mantine]), [aria-label], main, dialog, nav');
    const label = parent && (parent.getAttribute('aria-label') || parent.id || parent.localName);
    return element.localName + (name ? '.' + name.split(' ')[0] : '') + (label ? ' in ' + label : '');
  };
  const isSaidElsewhere = (element, text) => {
    for (let at = element; at; at = at.parentElement) {
      const said = (at.title || '') + ' ' + (at.getAttribute('aria-label') || '');
      if (at.title && said.includes(text.replace(/…$/, ''))) return true;
    }
    return false;
  };
  // Read aloud only: cut to nothing on purpose.
  const isForEars = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const box = at.getBoundingClientRect();
      const isAway = style(at).position === 'absolute' && isClip(style(at).overflowX);
      if (isAway && box.width <= 2 && box.height <= 2) return true;
    }
    return false;
  };
  const dialog = [...document.querySelectorAll('[role=dialog]')].at(-1);
  const layer = dialog || document.body;
  const walker = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node.parentElement;
    const text = node.data.trim();
    if (text === '' || ['SCRIPT', 'STYLE', 'OPTION', 'TITLE'].includes(element.tagName)) continue;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    if (element.closest('canvas, [data-no-text-check]') || isForEars(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()].filter((rect) => rect.width > 0.5 && rect.height > 0.5);
    if (rects.length === 0) continue;
    // What stands off the screen until it has the focus.
    if (rects.every((rect) => rect.bottom < 0 || rect.right < 0)) continue;
    texts.push({ node, element, text, rects });
  }
  const say = (kind, { element, text }, more) =>
    found.add(kind + ': "' + text.slice(0, 60) + '" (' + where(element) + ')' + (more || ''));

  for (const one of texts) {
    const { element, node, text, rects } = one;
    const left = Math.min(...rects.map((rect) => rect.left));
    const right = Math.max(...rects.map((rect) => rect.right));
    const top = Math.min(...rects.map((rect) => rect.top));
    const bottom = Math.max(...rects.map((rect) => rect.bottom));
    const moves = { x: false, y: false };
    let isClipped = false;
    for (let at = element; at && at !== layer; at = at.parentElement) {
      const { overflowX, overflowY, display, position } = style(at);
      if (display === 'inline') continue;
      const box = at.getBoundingClientRect();
      if (isClip(overflowX) && !moves.x && (right > box.right + SLACK || left < box.left - SLACK)) {
        isClipped = true;
        if (!isSaidElsewhere(element, text)) say('cut', one, ' by ' + Math.round(right - box.right) + ' px');
        break;
      }
      if (isClip(overflowY) && !moves.y && bottom > box.bottom + 3 && !isSaidElsewhere(element, text)) {
        say('cut below', one, ' by ' + Math.round(bottom - box.bottom) + ' px');
        break;
      }
      if (/auto|scroll/.test(overflowX)) moves.x = true;
      if (/auto|scroll/.test(overflowY)) moves.y = true;
      if (position === 'fixed') break;
    }
    if (!moves.x && !isClipped && (right > innerWidth + SLACK || left < -SLACK)) say('off the screen', one);
    const holder = element.closest(BOXES);
    // A link without a ground or a border has no box that one sees, such as a bar of a chart.
    const isSeen = holder && (holder.localName !== 'a' || parseFloat(style(holder).borderTopWidth) > 0 || style(holder).backgroundColor !== 'rgba(0, 0, 0, 0)');
    if (isSeen && !isClipped && style(holder).display !== 'inline') {
      const box = holder.getBoundingClientRect();
      const isOut = right > box.right + SLACK || left < box.left - SLACK || bottom > box.bottom + 3 || top < box.top - 3;
      if (isOut && box.width > 2 && !isSaidElsewhere(element, text)) say('out of its box', one, ' ' + holder.localName);
    }
    if (!element.closest('code, [data-breaks]') && style(element).hyphens !== 'auto') {
      // Words that stand alone: a path or a hash may break anywhere.
      for (const match of node.data.matchAll(/(?<![^\\s(„“"'«])\\p{Script=Latin}{3,}(?![^\\s.,;:!?)”“"'»…])/gu)) {
        const word = document.createRange();
        word.setStart(node, match.index);
        word.setEnd(node, match.index + match[0].length);
        const tops = new Set([...word.getClientRects()].filter((r) => r.width > 1).map((rect) => Math.round(rect.top)));
        if (tops.size > 1) say('broken word', one, ' ' + match[0]);
      }
    }
  }
  const seen = (rect, element) => {
    let box = { left: rect.left, right: rect.right, top: rect.top, bottom: rect.bottom };
    for (let at = element; at && at !== layer; at = at.parentElement) {
      if (style(at).overflowX === 'visible' && style(at).overflowY === 'visible') continue;
      const clip = at.getBoundingClientRect();
      box = {
        left: Math.max(box.left, clip.left), right: Math.min(box.right, clip.right),
        top: Math.max(box.top, clip.top), bottom: Math.min(box.bottom, clip.bottom),
      };
    }
    return box;
  };
  const painted = texts.flatMap((one) => one.rects.map((rect) => ({ one, box: seen(rect, one.element) })))
    .filter(({ box }) => box.right - box.left > 1 && box.bottom - box.top > 1)
    .sort((a, b) => a.box.top - b.box.top);
  // A list that hangs open lies over the page on purpose.
  const floating = (element) => element.closest('[data-floating], [role=listbox], [role=menu], details[open] > :not(summary)');
  const isStuck = (element) => {
    for (let at = element; at && at !== layer; at = at.parentElement) {
      if (style(at).position === 'sticky') return true;
    }
    return false;
  };
  for (const [index, a] of painted.entries()) {
    for (let next = index + 1; next < painted.length && painted[next].box.top < a.box.bottom - 3; next += 1) {
      const b = painted[next];
      if (a.one === b.one || floating(a.one.element) !== floating(b.one.element)) continue;
      if (isStuck(a.one.element) !== isStuck(b.one.element)) continue;
      const width = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      const height = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
      if (width > 2 && height > 4) say('overlap', a.one, ' with "' + b.one.text.slice(0, 40) + '"');
    }
  }
  for (const element of [document.documentElement, ...layer.querySelectorAll('*')]) {
    const isRoot = element === document.documentElement;
    if (!isRoot && !element.checkVisibility({ visibilityProperty: true })) continue;
    if (!isRoot && !/auto|scroll/.test(style(element).overflowX)) continue;
    if (element.matches('textarea, input, pre, [data-scrolls-sideways]')) continue;
    const over = element.scrollWidth - element.clientWidth;
    if (over > 1 && element.clientWidth > 0) found.add('scrolls sideways: ' + where(element) + ' by ' + over + ' px');
  }
  for (const field of layer.querySelectorAll('input[placeholder], input[readonly]')) {
    if (field.clientWidth === 0 || !field.checkVisibility()) continue;
    const canvas = document.createElement('canvas').getContext('2d');
    canvas.font = style(field).font;
    const shown = field.value || field.placeholder;
    const { paddingLeft, paddingRight } = style(field);
    const room = field.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
    if (canvas.measureText(shown).width > room + 1 && !field.title) found.add('cut field: "' + shown + '" (' + where(field) + ')');
  }
  return [...found];
})()`;

/** What of the page's text is cut, spilled, overlapped or broken, or scrolls sideways; empty if all is well. */
export async function cutTexts(page: Page): Promise<readonly string[]> {
  return (await page.evaluate(FIND)) as readonly string[];
}
