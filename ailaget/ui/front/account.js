// The server closes the socket of a page whose session has ended, and says so by this code. The page
// is then loaded anew, which leads to the provider and back.
const ENDED = 1008;

window.WebSocket = class extends WebSocket {
  constructor(...asked) {
    super(...asked);
    this.addEventListener("close", ({ code }) => { if (code === ENDED) location.reload(); });
  }
};
