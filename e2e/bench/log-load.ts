/** Searches the log of the server at the given address again and again, and exports it once, until it is told to stop. */
const [url] = process.argv.slice(2);
let isOver = false;
process.once("SIGTERM", () => {
  isOver = true;
});

await (await fetch(`${url}/api/runs/export?format=csv`)).body?.pipeTo(new WritableStream());
let searches = 0;
while (!isOver) {
  await (await fetch(`${url}/api/runs?q=no+such+words&limit=200`)).text();
  searches += 1;
}
console.log(searches);
