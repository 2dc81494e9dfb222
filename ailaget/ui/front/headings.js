// Tabs and buttons of one chart are called as those of another: each tells which heading it stands under.
const UNDER = '.stApp [data-testid="stMain"] :is(h1, h2, h3, [role="tablist"], [class*="st-key-add_"] button)';

let isAsked = false, headings = 0;

function relate() {
  isAsked = false;
  let heading;
  for (const part of document.querySelectorAll(UNDER)) {
    if (/^H\d$/.test(part.tagName)) {
      heading = part;
      continue;
    }
    if (!heading) continue;
    heading.id ||= `heading-${headings += 1}`;
    const relation = part.matches('[role="tablist"]') ? "aria-labelledby" : "aria-describedby";
    if (part.getAttribute(relation) !== heading.id) part.setAttribute(relation, heading.id);
  }
}

new MutationObserver(() => {
  if (!isAsked) requestAnimationFrame(relate);
  isAsked = true;
}).observe(document.body, { subtree: true, childList: true });
