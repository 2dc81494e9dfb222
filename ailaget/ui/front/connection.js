// What a page says while its server starts anew: it said so as it closed the socket.
const SERVICE_RESTART = 1012;
const { away } = document.currentScript.dataset;

const sign = document.createElement("p");
sign.className = "server-away";
sign.setAttribute("role", "status");

function show() {
  document.body.append(sign);
  // A live region is heard when its words change, not when it comes.
  requestAnimationFrame(() => { sign.textContent = away; });
}

function hide() {
  sign.textContent = "";
  sign.remove();
}

window.WebSocket = class extends WebSocket {
  constructor(...asked) {
    super(...asked);
    this.addEventListener("open", hide);
    this.addEventListener("close", (event) => { if (event.code === SERVICE_RESTART) show(); });
  }
};
