// The panel of pages and filters: opened it has the focus. Where it covers the page, Escape shuts it, and so
// does a page that is chosen in it.
const PANEL = "stSidebar";
const COVERS = matchMedia("(max-width: 768px)");

const shutButton = (panel) => panel.querySelector(`button[aria-controls="${PANEL}"]`);

// The button that was pressed goes away with what it opened, or shut, and the focus would be nowhere.
addEventListener("click", (event) => {
  const panel = document.getElementById(PANEL);
  if (!panel || !event.target.closest?.(`[aria-controls="${PANEL}"]`)) return;
  new MutationObserver((_, observer) => {
    observer.disconnect();
    const isShut = panel.dataset.collapsed === "true";
    requestAnimationFrame(() => {
      const opening = document.querySelector('[data-testid="stExpandSidebarButton"]');
      (isShut ? opening : panel.querySelector("a[href]"))?.focus();
    });
  }).observe(panel, { attributeFilter: ["data-collapsed"] });
}, true);

addEventListener("keydown", (event) => {
  const panel = document.getElementById(PANEL);
  // In a list of options Escape shuts the list.
  const isElsewhere = !panel?.contains(event.target) || event.target.getAttribute("role") === "combobox";
  if (event.key !== "Escape" || isElsewhere || !COVERS.matches) return;
  shutButton(panel)?.click();
});

// Streamlit shuts it on a telephone alone, and a narrow window is covered as well.
addEventListener("click", (event) => {
  const panel = document.getElementById(PANEL);
  const isPage = panel?.contains(event.target) && event.target.closest("[data-testid='stSidebarNav'] a");
  const isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
  if (!isPage || isElsewhere || !COVERS.matches) return;
  requestAnimationFrame(() => {
    if (panel.dataset.collapsed !== "true") shutButton(panel)?.click();
  });
});
