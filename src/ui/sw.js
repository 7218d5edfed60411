// Keeps the app where there is no network. The build writes down what it consists of; all of it is fetched as a whole, under
// names with hashes, so a page never gets parts of two versions. A new version waits until the page asks for it, or is
// closed.
const FILES = [];
const BUILD = "";
const OWN = "konspekt " + registration.scope + " ";
const SHARED = "konspekt shared " + registration.scope;

addEventListener("install", (event) => {
  // Of what has no hash in its name a browser could have an old one.
  const isNamedByHash = (file) => /-[0-9a-f]{16}\./.test(file);
  const wanted = FILES.map((file) => new Request(file, { cache: isNamedByHash(file) ? "default" : "no-cache" }));
  event.waitUntil(caches.open(OWN + BUILD).then((cache) => cache.addAll(wanted)));
});

addEventListener("activate", (event) => {
  const drop = (names) =>
    Promise.all(names.filter((name) => name.startsWith(OWN) && name !== OWN + BUILD).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(drop).then(() => clients.claim()));
});

addEventListener("message", (event) => {
  if (event.data === "take over") skipWaiting();
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const address = request.url.split(/[?#]/)[0];
  if (request.method === "POST" && address === registration.scope + "share") {
    event.respondWith(share(request));
  } else if (request.method === "GET" && address.startsWith(registration.scope)) {
    const isPage = address === registration.scope || address === registration.scope + "index.html";
    event.respondWith(kept(isPage ? "./" : address, request));
  }
});

async function kept(address, request) {
  const cache = await caches.open(OWN + BUILD);
  return (await cache.match(address)) || fetch(request);
}

// What another program shares with the installed app waits for the page, which asks for it.
async function share(request) {
  const data = await request.formData();
  const file = data.get("file");
  const words = ["title", "text", "url"].map((name) => data.get(name)).filter(Boolean).join("\n\n");
  const isFile = file instanceof File && file.size > 0;
  const headers = { "X-Name": isFile ? encodeURIComponent(file.name) : "" };
  const cache = await caches.open(SHARED);
  await cache.put("./shared", new Response(isFile ? file : words, { headers }));
  return Response.redirect("./#/shared", 303);
}
