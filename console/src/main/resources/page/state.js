// The connection to the server: the whole state comes with every message, so that a connection that
// broke needs nothing of what it missed.

const RETRY_MILLIS = 2000;

/**
 * Listens for states for as long as the page is open.
 *
 * @param onState called with each state
 * @param onConnection called with whether the server is heard
 */
export function listen(onState, onConnection) {
  const source = new EventSource("api/events");
  source.addEventListener("state", (message) => {
    onConnection(true);
    onState(JSON.parse(message.data));
  });
  source.addEventListener("error", () => {
    onConnection(false);
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(() => listen(onState, onConnection), RETRY_MILLIS);
    }
  });
}
