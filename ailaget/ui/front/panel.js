// The panel of pages and filters: opened it has the focus, and Escape shuts it where it covers the page.
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
