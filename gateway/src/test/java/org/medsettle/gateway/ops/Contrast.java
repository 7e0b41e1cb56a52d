package org.medsettle.gateway.ops;

/** How well the texts of a page stand out, as WCAG 2 has it. Threads: stateless. */
final class Contrast {
    /** An expression for a page: its visible texts whose contrast with what lies behind them is below 4.5, a line each. */
    static final String PALE_TEXTS =
            """
            (() => {
              const parse = (colour) => colour.match(/[0-9.]+/g).map(Number);
              const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
                .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
                .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
              const behind = (node) => {
                for (let at = node; at; at = at.parentElement) {
                  const colour = parse(getComputedStyle(at).backgroundColor);
                  if (colour.length === 3 || colour[3] === 1) {
                    return colour;
                  }
                }
                return [255, 255, 255];
              };
              return [...document.querySelectorAll('body *')]
                .filter((node) => [...node.childNodes].some((c) => c.nodeType === 3 && c.data.trim() !== ''))
                .filter((node) => node.checkVisibility() && !node.closest('.hidden, noscript, option'))
                .map((node) => {
                  const [a, b] = [light(parse(getComputedStyle(node).color)), light(behind(node))];
                  return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), node.outerHTML.slice(0, 80)];
                })
                .filter(([contrast]) => contrast < 4.5)
                .map(([contrast, html]) => `${contrast.toFixed(2)} ${html}`)
                .join('\\n');
            })()
            """;

    private Contrast() {}
}
