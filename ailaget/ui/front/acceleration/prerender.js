// How a page begins, shown until Streamlit, which takes its time to start, has come as far.
window.firstLook = (() => {
  let shown = null;
  const END = ".stApp .page-foot";

  function end() {
    shown?.remove();
    shown = null;
  }

  // A page that begins without a chart has come when its foot has.
  function endWithPage() {
    new MutationObserver((_, watcher) => {
      if (!document.querySelector(END)) return;
      watcher.disconnect();
      requestAnimationFrame(() => setTimeout(end));
    }).observe(document, { childList: true, subtree: true });
  }

  async function begin() {
    // Asked for by the document itself, on light paper and on dark: take the one that was fetched.
    const links = [...document.querySelectorAll("link[data-look]")];
    const { href } = links.find(({ media }) => matchMedia(media).matches);
    const answer = await fetch(href);
    if (answer.status !== 200) return null;
    const { html, chart } = await answer.json();
    if (document.querySelector(chart ? ".stApp .chart-figure" : END)) return null;
    shown = document.createElement("div");
    shown.className = "look";
    // Nothing to act on, and gone in a moment: the page itself is what is read out.
    shown.inert = true;
    shown.innerHTML = `<div>${html}</div>`;
    (document.body ?? document.documentElement).append(shown);
    if (!chart) {
      endWithPage();
      return null;
    }
    // Letters are measured when a chart is drawn.
    await document.fonts.load("16px 'Source Sans'");
    return { place: shown.querySelector(".look-chart"), text: chart };
  }

  return {
    // The place for the first chart and what is drawn there; null where the page begins without.
    chart: begin().catch(() => null),
    isShown: () => shown !== null,
    end,
  };
})();
