"""Every text on a page is told from what it stands on, in light and dark."""

from typing import Any

import pytest

from ailaget.ui.navigation import ORDER
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

TEXTS = """() => {
    const paint = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
    const parts = (colour) => {
        paint.clearRect(0, 0, 1, 1);
        paint.fillStyle = colour;
        paint.fillRect(0, 0, 1, 1);
        const [r, g, b, a] = paint.getImageData(0, 0, 1, 1).data;
        return [[r, g, b], a / 255];
    };
    const over = (top, alpha, under) => top.map((one, i) => alpha * one + (1 - alpha) * under[i]);
    const ground = (node) => {
        const layers = [];
        for (let one = node; one; one = one.parentElement) {
            layers.push(parts(getComputedStyle(one).backgroundColor));
            if (layers.at(-1)[1] === 1) break;
        }
        return layers.reduceRight((under, [top, a]) => over(top, a, under), [255, 255, 255]);
    };
    const light = (colour) => {
        const [r, g, b] = colour.map((one) => one / 255)
            .map((one) => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const judged = (node, style, text) => {
        const under = ground(node);
        let [colour, alpha] = parts(style.color);
        for (let one = node; one; one = one.parentElement) alpha *= getComputedStyle(one).opacity;
        const [low, high] = [light(over(colour, alpha, under)), light(under)]
            .sort((one, other) => one - other);
        const size = parseFloat(style.fontSize);
        const isLarge = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
        return [(high + 0.05) / (low + 0.05), isLarge ? 3 : 4.5, text];
    };
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode.parentElement;
        const text = walker.currentNode.data.trim();
        // A chart's texts lie on shapes; what is off says so by being faint.
        if (!text || node.closest('svg, script, style, noscript, :disabled')) continue;
        if (!node.checkVisibility({visibilityProperty: true})) continue;
        const box = node.getBoundingClientRect();
        if (box.width > 1 && box.height > 1) found.push(judged(node, getComputedStyle(node), text));
    }
    for (const field of document.querySelectorAll('[placeholder]:placeholder-shown:enabled')) {
        found.push(judged(field, getComputedStyle(field, '::placeholder'), field.placeholder));
    }
    return found;
}"""
"""Each visible text with its contrast against its ground, and the least that its size may have."""

PAGES = {
    "overview": {},
    "map": {"municipality": "1715", "county": ["17", "05"]},
    "region": {"region": "17"},
    "municipality": {"municipality": "1715", "compare": ["1766", "1781"]},
    "inequality": {"section": "where"},
    "method": {"method": "survey"},
    "meeting": {},
    "report": {},
    "upload": {},
}


@pytest.mark.parametrize(
    "look",
    [
        {"color_scheme": "light"},
        {"color_scheme": "dark", "viewport": {"width": 390, "height": 844}},
    ],
    ids=["light", "dark on a phone"],
)
def test_every_text_stands_out_from_its_ground(visit: Visit, look: dict[str, Any]) -> None:
    visit.open()
    for page, params in PAGES.items():
        found = visit.go_on(ORDER[page], **params).evaluate(TEXTS)
        assert len(found) > 15, page
        faint = [text for contrast, least, text in found if contrast < least]
        assert faint == [], page
