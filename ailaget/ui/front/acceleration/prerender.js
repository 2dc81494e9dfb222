// How a page begins, shown until Streamlit, which takes its time to start, has come as far.
window.firstLook = (() => {
  let shown = null;

  async function begin() {
    // Asked for by the document itself, on light paper and on dark: take the one that was fetched.
    const links = [...document.querySelectorAll("link[data-look]")];
    const { href } = links.find(({ media }) => matchMedia(media).matches);
    const answer = await fetch(href);
    if (answer.status !== 200) return null;
    const { html, chart } = await answer.json();
    if (document.querySelector(".stApp .chart-figure")) return null;
    shown = document.createElement("div");
    shown.className = "look";
    // Nothing to act on, and gone in a moment: the page itself is what is read out.
    shown.inert = true;
    shown.innerHTML = `<div>${html}</div>`;
    (document.body ?? document.documentElement).append(shown);
    // Letters are measured when a chart is drawn.
    await document.fonts.load("16px 'Source Sans'");
    return { place: shown.querySelector(".look-chart"), text: chart };
  }

  return {
    // The place for the first chart and what is drawn there; null where the page begins without.
    chart: begin().catch(() => null),
    isShown: () => shown !== null,
    end() {
      shown?.remove();
      shown = null;
    },
  };
})();
